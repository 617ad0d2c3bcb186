/**
 * One thread of a litmus run: does its side of a tiny program over and over, in step with another
 * thread.
 *
 * Every round has cells of its own. The two threads meet before each round; how they then run
 * against each other is up to the machine.
 */
import {workerData} from 'node:worker_threads';

/** Cells of a round, on lines of their own: x, y. */
export const roundCells = 64;
const yCell = 32;

export interface LitmusData {
  readonly program: keyof typeof programs;
  readonly side: 0 | 1;
  readonly rounds: number;
  /** `roundCells` for each round. */
  readonly cells: Int32Array;
  /** The round that each side has reached, on lines of their own. */
  readonly arrived: Int32Array;
  /** What this side saw in each round. */
  readonly seen: Int8Array;
}

type Side = (cells: Int32Array, x: number, y: number) => number;

/** Each side returns what it saw; a side that only writes returns 0. */
export const programs = {
  /** The doorbell: publish, then load the threshold, against store the threshold, then load. */
  storeBuffering: [
    (cells, x, y) => {
      Atomics.store(cells, x, 1);
      return Atomics.load(cells, y);
    },
    (cells, x, y) => {
      Atomics.store(cells, y, 1);
      return Atomics.load(cells, x);
    },
  ],
  /** The ring and the state record: plain words, then the position that promises them. */
  messagePassing: [
    (cells, x, y) => {
      cells[x] = 1;
      Atomics.store(cells, y, 1);
      return 0;
    },
    (cells, x, y) => {
      const promised = Atomics.load(cells, y);
      return promised * 2 + (cells[x] as number);
    },
  ],
  /** A slot handed back: read plainly, then given up, against taken, then overwritten. */
  slotReuse: [
    (cells, x, y) => {
      const word = cells[x] as number;
      Atomics.store(cells, y, 1);
      return word;
    },
    (cells, x, y) => {
      const isFree = Atomics.load(cells, y);
      if (isFree === 1) cells[x] = 1;
      return isFree;
    },
  ],
  /** The doorbell's word: of two threads that ring at once, one finds it parked. */
  exchange: [
    (cells, x) => Atomics.exchange(cells, x, 1),
    (cells, x) => Atomics.exchange(cells, x, 1),
  ],
} satisfies Record<string, readonly [Side, Side]>;

function run({program, side, rounds, cells, arrived, seen}: LitmusData): void {
  const act: Side = programs[program][side];
  const [own, other] = [side * 32, (1 - side) * 32];
  for (let round = 0; round < rounds; round++) {
    Atomics.store(arrived, own, round + 1);
    meet(arrived, other, round + 1);
    const x = round * roundCells;
    seen[round] = act(cells, x, x + yCell);
  }
}

/** Loads this often before it gives up its core: the other side may be waiting for one. */
const loads = 20_000;

function meet(arrived: Int32Array, other: number, round: number): void {
  for (let load = 1; Atomics.load(arrived, other) < round; load++) {
    if (load % loads === 0) Atomics.wait(arrived, other, round - 1, 1);
  }
}

if (workerData !== null && typeof workerData === 'object' && 'program' in workerData) {
  run(workerData as LitmusData);
}
