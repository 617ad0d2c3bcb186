import type {ActorName} from '../graph.ts';
import {type ActorPlan, type RecordField, recordFields} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/** Attempts of a reader to copy a record from a single commit, before it accepts a mixed one. */
const readAttempts = 64;
const fence = new Int32Array(new SharedArrayBuffer(4));

/**
 * A double-buffered state record, like a seqlock with two copies. It holds an actor's committed
 * progress. The parity of the sequence number selects the committed copy.
 *
 * One actor writes the record, in whole commits. It fills the staged copy and then raises the
 * sequence number. This single store makes all changes valid at once. The values that the actor
 * publishes to its neighbours follow from the committed copy. A thread can therefore die between
 * any two instructions: its successor continues from the committed copy, loses nothing and repeats
 * nothing.
 *
 * The sampler reads the committed copy. The result is consistent if the sequence number did not
 * change during the read.
 */
export class StateRecord {
  readonly #cells: Float64Array;
  readonly #i32: Int32Array;
  readonly #sequenceI32: number;
  readonly #records: readonly [number, number];
  readonly #length: number;
  #sequence: number;
  #held: number;
  #draft: number;

  constructor(memory: SharedMemory, plan: ActorPlan, actor: ActorName) {
    this.#cells = memory.f64;
    this.#i32 = memory.i32;
    this.#sequenceI32 = plan.sequenceI32;
    this.#records = plan.recordsF64;
    this.#length = recordFields[actor].length;
    this.#sequence = Atomics.load(this.#i32, this.#sequenceI32);
    this.#held = this.#records[this.#sequence & 1] as number;
    this.#draft = this.#records[(this.#sequence + 1) & 1] as number;
  }

  /** A field of the committed copy. */
  get(place: number): number {
    return this.#cells[this.#held + place] as number;
  }

  /** Starts a commit: copies the committed copy to the staged copy. Allocates nothing. */
  open(): void {
    // Orders the stores below after the last commit. A reader of the copy that the commit replaced
    // therefore detects that it was replaced.
    Atomics.load(this.#i32, this.#sequenceI32);
    for (let place = 0; place < this.#length; place++) {
      this.#cells[this.#draft + place] = this.#cells[this.#held + place] as number;
    }
  }

  /** Sets a field of the staged copy. */
  set(place: number, value: number): void {
    this.#cells[this.#draft + place] = value;
  }

  /** Adds to a field of the staged copy. */
  add(place: number, value: number): void {
    this.#cells[this.#draft + place] = (this.#cells[this.#draft + place] as number) + value;
  }

  /** A field of the staged copy. */
  drafted(place: number): number {
    return this.#cells[this.#draft + place] as number;
  }

  /**
   * Makes the staged copy the committed copy, with a single store. The store is ordered after all
   * changes of the staged copy.
   */
  commit(): void {
    this.#sequence = (this.#sequence + 1) | 0;
    Atomics.store(this.#i32, this.#sequenceI32, this.#sequence);
    const committed = this.#draft;
    this.#draft = this.#held;
    this.#held = committed;
  }
}

/**
 * Reads the committed copy of an actor's state record, from any thread.
 *
 * A writer that commits every few nanoseconds can overtake each attempt. The fields then come from
 * neighbouring commits and are correct to within a few batches. This accuracy is sufficient for a
 * frame of the monitor. The record of an idle actor is exact.
 */
export function readRecord<A extends ActorName>(
  memory: SharedMemory,
  plan: ActorPlan,
  actor: A,
): Record<RecordField<A>, number> {
  const fields = recordFields[actor];
  let cells: number[] = [];
  for (let attempt = 0; attempt < readAttempts; attempt++) {
    const sequence = Atomics.load(memory.i32, plan.sequenceI32);
    const record = plan.recordsF64[sequence & 1] as number;
    cells = Array.from(memory.f64.subarray(record, record + fields.length));
    // Orders the loads above before the second load of the sequence.
    Atomics.add(fence, 0, 0);
    if (Atomics.load(memory.i32, plan.sequenceI32) === sequence) break;
  }
  return Object.fromEntries(fields.map((field, place) => [field, cells[place]])) as Record<
    RecordField<A>,
    number
  >;
}
