/**
 * An actor's committed progress: two records and a sequence number whose parity says which of them holds.
 *
 * Written by one actor, in whole commits: it fills the record that does not hold, then raises the sequence, one store
 * that makes all of it true at once. What the actor publishes to its neighbours follows from the committed record, so
 * that a thread that dies between any two instructions loses nothing and repeats nothing when it goes on from there.
 * The sampler reads the record that holds; it is whole when the sequence did not move meanwhile.
 */
import type {ActorName} from '../graph.ts';
import {type ActorPlan, type RecordField, recordFields} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/** How often a reader tries for a record that is not being overwritten before it takes a mixed one. */
const readAttempts = 64;
const fence = new Int32Array(new SharedArrayBuffer(4));

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

  /** A number of the committed record. */
  get(place: number): number {
    return this.#cells[this.#held + place] as number;
  }

  /** Starts a draft: a copy of the committed record. Allocates nothing. */
  open(): void {
    // Orders the stores below after the last commit, so that a reader of the record it replaced sees that it was.
    Atomics.load(this.#i32, this.#sequenceI32);
    for (let place = 0; place < this.#length; place++) {
      this.#cells[this.#draft + place] = this.#cells[this.#held + place] as number;
    }
  }

  /** Changes a number of the draft. */
  set(place: number, value: number): void {
    this.#cells[this.#draft + place] = value;
  }

  /** Adds to a number of the draft. */
  add(place: number, value: number): void {
    this.#cells[this.#draft + place] = (this.#cells[this.#draft + place] as number) + value;
  }

  /** A number of the draft. */
  drafted(place: number): number {
    return this.#cells[this.#draft + place] as number;
  }

  /** Makes the draft the committed record with a single store, which comes after all that was set. */
  commit(): void {
    this.#sequence = (this.#sequence + 1) | 0;
    Atomics.store(this.#i32, this.#sequenceI32, this.#sequence);
    const committed = this.#draft;
    this.#draft = this.#held;
    this.#held = committed;
  }
}

/**
 * Reads an actor's committed record from any thread.
 *
 * A writer that commits every few nanoseconds can overtake each attempt; then the cells are of neighbouring commits,
 * right to within a few batches, which is good enough for a screen. The record of an actor at rest is exact.
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
    // Orders the loads above before the second look at the sequence.
    Atomics.add(fence, 0, 0);
    if (Atomics.load(memory.i32, plan.sequenceI32) === sequence) break;
  }
  return Object.fromEntries(fields.map((field, place) => [field, cells[place]])) as Record<
    RecordField<A>,
    number
  >;
}
