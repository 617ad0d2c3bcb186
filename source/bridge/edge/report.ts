/** The report of an edge: numbers in a region of the shared memory, which views can read. */

/** The numbers of a report, in their order. */
export const edgeReportWords = [
  /** Batches in the streams of the part, and the batches that they have room for. */
  'fill',
  'capacity',
  /** Milliseconds from a request to its answer, as a moving mean; 0 before the first. */
  'roundTripMs',
  /** Publications that found no room. */
  'refused',
  /** Milliseconds of the system's clock since the broker is not connected; 0 while it is. */
  'lostAtMs',
] as const;

/** One of the numbers of a report. */
export type EdgeReportWord = (typeof edgeReportWords)[number];
/** The report of an edge. */
export type EdgeReport = Readonly<Record<EdgeReportWord, number>>;

/** Share of a new round trip in the reported mean. */
const roundTripShare = 0.1;

/** Reads a report from its region. */
export function readEdgeReport(region: Float64Array): EdgeReport {
  const entries = edgeReportWords.map((word, index) => [word, region[index] ?? 0] as const);
  return Object.fromEntries(entries) as EdgeReport;
}

/** The report of a thread's edge, as the thread writes it. */
export class EdgeReportCells {
  #cells: Float64Array = new Float64Array(edgeReportWords.length);
  #index = 0;

  /** Continues the report in other cells. */
  writeTo(cells: Float64Array, index: number): void {
    this.#cells = cells;
    this.#index = index;
  }

  set fill(batches: number) {
    this.#set('fill', batches);
  }

  set capacity(batches: number) {
    this.#set('capacity', batches);
  }

  set lostAtMs(ms: number) {
    this.#set('lostAtMs', ms);
  }

  countRefused(): void {
    this.#set('refused', this.#get('refused') + 1);
  }

  countRoundTrip(ms: number): void {
    const mean = this.#get('roundTripMs');
    this.#set('roundTripMs', mean + (ms - mean) * (mean === 0 ? 1 : roundTripShare));
  }

  #get(word: EdgeReportWord): number {
    return this.#cells[this.#index + edgeReportWords.indexOf(word)] ?? 0;
  }

  #set(word: EdgeReportWord, value: number): void {
    this.#cells[this.#index + edgeReportWords.indexOf(word)] = value;
  }
}
