/**
 * The round trip of a cache line between two cores.
 *
 * A hypervisor or a scheduler can put two threads on cores that share no third-level cache, for
 * seconds at a time. What crosses from one core to the other then takes several times as long. A
 * benchmark therefore measures the round trip beside its rounds.
 *
 * This file is also the entry of the thread that answers.
 */
import os from 'node:os';
import {isMainThread, Worker, workerData} from 'node:worker_threads';
import {computeSpread} from './statistics.ts';

/** Round trips from this time on mean that the cores share no cache. */
const apartFromNs = 200;
/** Windows of one measurement, of which the median counts, and trips of a window. */
const windowsMax = 101;
const tripsPerWindow = 50;
/** Time after which a measurement begins no window: both threads may have to share a core. */
const measureMaxMs = 50;

/** Words on lines of their own: the turn, and whether the answering thread is awake. */
const turnI32 = 0;
const awakeI32 = 32;
const words = 64;

/** The entry data of the answering thread. */
interface AnswerData {
  readonly roundTripMemory: SharedArrayBuffer;
}

/** Measures round trips with one thread that answers, which sleeps between measurements. */
export class RoundTripMeter {
  readonly #i32: Int32Array;
  readonly #thread: Worker;

  /** Starts the thread. */
  constructor() {
    const roundTripMemory = new SharedArrayBuffer(4 * words);
    this.#i32 = new Int32Array(roundTripMemory);
    const workerData: AnswerData = {roundTripMemory};
    this.#thread = new Worker(new URL(import.meta.url), {workerData});
    this.#thread.unref();
  }

  /** Returns the median round trip in nanoseconds. Takes a few milliseconds. */
  async measure(): Promise<number> {
    Atomics.store(this.#i32, awakeI32, 1);
    Atomics.notify(this.#i32, awakeI32);
    // The first answer comes when the thread has started or woken up.
    Atomics.add(this.#i32, turnI32, 1);
    while (Atomics.load(this.#i32, turnI32) % 2 !== 0)
      await new Promise((resolve) => setTimeout(resolve, 1));
    const endMs = performance.now() + measureMaxMs;
    const times = [this.#measureWindow()];
    while (times.length < windowsMax && performance.now() < endMs)
      times.push(this.#measureWindow());
    Atomics.store(this.#i32, awakeI32, 0);
    return computeSpread(times).median;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #measureWindow(): number {
    const startMs = performance.now();
    for (let trip = 0; trip < tripsPerWindow; trip++) {
      const turn = Atomics.add(this.#i32, turnI32, 1) + 1;
      while (Atomics.load(this.#i32, turnI32) === turn) {}
    }
    return ((performance.now() - startMs) * 1e6) / tripsPerWindow;
  }
}

/** The round trips before and after each round of a benchmark. Measures none with one core. */
export class RoundTrips {
  readonly rounds: number[][] = [];
  readonly #meter = os.availableParallelism() > 1 ? new RoundTripMeter() : undefined;

  /** Measures before a round. */
  async beginRound(): Promise<void> {
    if (this.#meter !== undefined) this.rounds.push([await this.#meter.measure()]);
  }

  /** Measures after a round. */
  async endRound(): Promise<void> {
    if (this.#meter !== undefined) this.rounds.at(-1)?.push(await this.#meter.measure());
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#meter?.close();
  }
}

/** Whether one of the round trips beside a round shows that the cores were apart. */
export function wereApart(roundTripsNs: readonly number[]): boolean {
  return roundTripsNs.some((ns) => ns >= apartFromNs);
}

/**
 * Describes the round trips of a benchmark in a sentence without a full stop.
 * @param rounds round trips in nanoseconds, for each round those before and after it
 */
export function describeRoundTrips(rounds: ReadonlyArray<readonly number[]>): string {
  if (rounds.length === 0) return 'round trip of a cache line not measured with one core';
  const {median, min, max} = computeSpread(rounds.flat());
  const apart = rounds.flatMap((trips, round) => (wereApart(trips) ? [round + 1] : []));
  const range = `${min.toFixed(0)} to ${max.toFixed(0)}`;
  const trips = `round trip of a cache line ${median.toFixed(0)} ns (${range})`;
  if (apart.length === 0) return `${trips}: the cores were near in all rounds`;
  const share = `${apart.length} of ${rounds.length} rounds (${apart.join(', ')})`;
  return `${trips}: the cores were apart in ${share}`;
}

/** Answers every odd turn while it is awake. Never returns. */
function answer(i32: Int32Array): never {
  for (;;) {
    Atomics.wait(i32, awakeI32, 0);
    while (Atomics.load(i32, awakeI32) === 1) {
      if (Atomics.load(i32, turnI32) % 2 !== 0) Atomics.add(i32, turnI32, 1);
    }
  }
}

if (!isMainThread && workerData !== null && 'roundTripMemory' in workerData) {
  answer(new Int32Array((workerData as AnswerData).roundTripMemory));
}
