import type {ActorPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/** Attempts of a reader to copy a record from a single commit, before it accepts a mixed one. */
const readAttempts = 64;
const fence = new Int32Array(new SharedArrayBuffer(4));

/** The numbers of an actor, as its `step` sees and changes them. Nothing here allocates. */
export interface State {
  /**
   * Returns a number: the last one that was set, or the committed one.
   * @param field index of a field in `ActorContext.fields`; of an array, plus the index in it
   */
  get(field: number): number;
  /** Sets a number. It is valid for others, and after a crash, from the next commit on. */
  set(field: number, value: number): void;
  /** Adds to a number, as by `set`. */
  add(field: number, value: number): void;
}

/**
 * A state record with two copies, like a seqlock. It holds an actor's committed progress. The
 * parity of the sequence number selects the committed copy.
 *
 * One actor writes the record, in whole commits. Changes go to the staged copy. A commit raises the
 * sequence number: this single store makes all changes valid at once. The values that the actor
 * publishes to its neighbours follow from the committed copy. A thread can therefore die between
 * any two instructions: its successor continues from the committed copy, loses nothing and repeats
 * nothing.
 *
 * The sampler reads the committed copy. The result is consistent if the sequence number did not
 * change during the read.
 */
export class StateRecord implements State {
  readonly #cells: Float64Array;
  readonly #i32: Int32Array;
  readonly #sequenceI32: number;
  readonly #length: number;
  #sequence: number;
  #committed: number;
  #staged: number;

  constructor(memory: SharedMemory, plan: ActorPlan) {
    this.#cells = memory.f64;
    this.#i32 = memory.i32;
    this.#sequenceI32 = plan.sequenceI32;
    this.#length = plan.recordLength;
    this.#sequence = Atomics.load(this.#i32, this.#sequenceI32);
    this.#committed = plan.recordsF64[this.#sequence & 1] as number;
    this.#staged = plan.recordsF64[(this.#sequence + 1) & 1] as number;
    this.#stage();
  }

  get(field: number): number {
    return this.#cells[this.#staged + field] as number;
  }

  set(field: number, value: number): void {
    this.#cells[this.#staged + field] = value;
  }

  add(field: number, value: number): void {
    this.#cells[this.#staged + field] = (this.#cells[this.#staged + field] as number) + value;
  }

  /**
   * Makes the staged copy the committed copy, with a single store. The store is ordered after all
   * changes of the staged copy. Allocates nothing.
   */
  commit(): void {
    this.#sequence = (this.#sequence + 1) | 0;
    Atomics.store(this.#i32, this.#sequenceI32, this.#sequence);
    const committed = this.#staged;
    this.#staged = this.#committed;
    this.#committed = committed;
    this.#stage();
  }

  /** Copies the committed copy to the staged copy. */
  #stage(): void {
    // Orders the stores below after the last commit. A reader of the copy that the commit replaced
    // therefore detects that it was replaced.
    Atomics.load(this.#i32, this.#sequenceI32);
    for (let index = 0; index < this.#length; index++) {
      this.#cells[this.#staged + index] = this.#cells[this.#committed + index] as number;
    }
  }
}

/** Returns the index in the 64-bit float view of the committed copy of an actor's record. */
export function committedRecord({i32}: SharedMemory, plan: ActorPlan): number {
  return plan.recordsF64[Atomics.load(i32, plan.sequenceI32) & 1] as number;
}

/** A record as a reader has seen it. */
export interface RecordReading {
  readonly cells: Float64Array;
  /** All numbers come from one commit. */
  readonly isConsistent: boolean;
}

/**
 * Reads the committed copy of an actor's state record, from any thread.
 *
 * A writer that commits every few nanoseconds can overtake each attempt. The numbers then come from
 * neighbouring commits and are correct to within a few batches. This accuracy is sufficient for a
 * frame of the monitor. The record of an idle actor is exact.
 */
export function readRecord(memory: SharedMemory, plan: ActorPlan): RecordReading {
  let cells = new Float64Array(0);
  for (let attempt = 0; attempt < readAttempts; attempt++) {
    const sequence = Atomics.load(memory.i32, plan.sequenceI32);
    const record = plan.recordsF64[sequence & 1] as number;
    cells = memory.f64.slice(record, record + plan.recordLength);
    // Orders the loads above before the second load of the sequence.
    Atomics.add(fence, 0, 0);
    if (Atomics.load(memory.i32, plan.sequenceI32) === sequence) return {cells, isConsistent: true};
  }
  return {cells, isConsistent: false};
}
