import type {Reading} from './reading.ts';

/** The length of the window that "now" means. */
const recentMs = 1_000;
/** The least length of the rolling window. It is at most one step longer. */
const rollingMs = 10_000;
const rollingStepMs = 1_000;

/**
 * The readings that Snapshots compare: the first reading, those of the latest second, and one per
 * second of the last ten seconds. Used on the main thread only.
 */
export class ReadingHistory {
  #first: Reading;
  #latest: Reading[];
  /** One reading per step of the rolling window. */
  #rolling: Reading[];

  constructor(first: Reading) {
    this.#first = first;
    this.#latest = [first];
    this.#rolling = [first];
  }

  /** The reading at the start of the run. */
  get first(): Reading {
    return this.#first;
  }

  get now(): Reading {
    return this.#latest.at(-1) as Reading;
  }

  /** The reading with which "now" is compared. It is about one second old. */
  get recent(): Reading {
    return this.#latest[0] as Reading;
  }

  /**
   * The reading at which the rolling window begins. It is 10 s to 11 s old, or the first one since
   * a start or a pause.
   */
  get rolling(): Reading {
    return this.#rolling[0] as Reading;
  }

  /** Adds a reading. */
  add(reading: Reading): void {
    this.#latest.push(reading);
    while ((this.#latest[1] as Reading).atMs <= reading.atMs - recentMs) this.#latest.shift();
    this.#advanceWindow(reading);
  }

  /** Begins the run with `reading`. */
  begin(reading: Reading): void {
    this.add(reading);
    this.#first = reading;
    this.restart();
  }

  /** Discards the readings from before a pause, except the latest. */
  restart(): void {
    this.#latest = [this.now];
    this.#rolling = [this.now];
  }

  #advanceWindow(reading: Reading): void {
    const last = this.#rolling.at(-1) as Reading;
    if (reading.atMs - last.atMs >= rollingStepMs) this.#rolling.push(reading);
    const [, second] = this.#rolling;
    if (second !== undefined && reading.atMs - second.atMs >= rollingMs) this.#rolling.shift();
  }
}
