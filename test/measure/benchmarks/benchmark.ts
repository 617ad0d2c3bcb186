/** The short form of a benchmark, so that its script cannot rot. */
export interface Benchmark {
  /** What it holds, as a sentence. */
  readonly name: string;
  /** False where the system lacks what it needs. */
  readonly isPossible: boolean;
  /** Runs the script for a moment; throws if its output is not as it should be. */
  check(): void | Promise<void>;
}
