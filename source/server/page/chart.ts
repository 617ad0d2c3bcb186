const width = 600;
const height = 120;
/** Ten minutes. */
const secondsMax = 600;

/** The chart of the throughput over time, as the outline of an SVG path. */
export class Chart {
  readonly #perSecond: number[] = [];
  #second = -1;

  /** Adds the throughput at a time of running. One value per second is kept. */
  add(activeSeconds: number, perSecond: number): void {
    const second = Math.floor(activeSeconds);
    if (second === this.#second) return;
    this.#second = second;
    this.#perSecond.push(perSecond);
    if (this.#perSecond.length > secondsMax) this.#perSecond.shift();
  }

  /** The number of seconds in the chart. */
  get seconds(): number {
    return this.#perSecond.length;
  }

  /** The greatest throughput in the chart. */
  get top(): number {
    return Math.max(1, ...this.#perSecond);
  }

  /** The area under the curve, from 0 up. */
  get path(): string {
    const points = this.#perSecond.map((perSecond, index) => {
      const x = (index / Math.max(1, this.#perSecond.length - 1)) * width;
      const y = height - (perSecond / this.top) * (height - 4);
      return `L${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    return `M0 ${height}${points.join('')}L${width} ${height}Z`;
  }
}
