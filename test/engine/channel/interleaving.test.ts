// Two threads on one channel, advanced from one atomic operation to the next in any order that
// fast-check generates.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sampled, shortOrAll} from '../../helpers/sample.ts';
import {openThreads, type Traffic} from './traffic.ts';

/**
 * All numbers of words that the endpoints of a ring can wait for without a deadlock: at least one
 * of them can continue at each fill. If both wait for the whole ring, they take turns. A lost
 * wake-up then is a deadlock, because no later message replaces it.
 */
function endsOf(capacity: number): Array<{sent: number; received: number}> {
  const counts = Array.from({length: capacity}, (_, index) => index + 1);
  return counts
    .flatMap((sent) => counts.map((received) => ({sent, received})))
    .filter(
      ({sent, received}) => sent + received <= capacity + 1 || sent + received === 2 * capacity,
    );
}

const traffic: fc.Arbitrary<Traffic> = fc
  .record({capacity: fc.constantFrom(2, 4), total: fc.integer({min: 1, max: 7})})
  .chain(({capacity, total}) =>
    fc.record({
      capacity: fc.constant(capacity),
      total: fc.constant(total),
      ends: fc.constantFrom(...endsOf(capacity)),
    }),
  )
  .map(({ends, ...shape}) => ({...shape, ...ends}));

type Threads = ReturnType<typeof openThreads>;
type Thread = ReturnType<Threads['start']>;

test('in any interleaving no wake-up is lost, and every word is read once, in order, after it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), traffic, async (scheduler, shape) => {
      const {start, expectSane, totals} = openThreads(shape);
      const threads = [start(0), start(1)];
      const failures: unknown[] = [];
      const live = async (own: Thread) => {
        while (!own.isDone) {
          await own.awake();
          await scheduler.schedule(Promise.resolve(), own.name);
          own.advance(threads);
          expectSane();
        }
      };
      for (const own of threads) live(own).catch((error) => failures.push(error));
      await scheduler.waitIdle();
      expect(failures).toEqual([]);
      expectPassed(threads, totals(), shape);
    }),
    {numRuns: shortOrAll(50, 150)},
  );
});

/** Few words through small rings, so that every schedule of a kind can be tried. */
const smallTraffic: readonly Traffic[] = [
  {capacity: 2, total: 3, sent: 1, received: 1},
  {capacity: 4, total: 5, sent: 2, received: 1},
  {capacity: 4, total: 5, sent: 1, received: 2},
  {capacity: 2, total: 4, sent: 2, received: 1},
  {capacity: 2, total: 4, sent: 1, received: 2},
  {capacity: 2, total: 5, sent: 2, received: 2},
];

/**
 * Runs both threads, one at a time: one continues until it sleeps or ends, but for one
 * interruption.
 * @param first the thread that begins
 * @param interruptAt after so many of the operations of `interrupted`, `onInterrupt` is called, and
 *   the other thread continues
 * @returns whether there was an interruption
 */
function runInTurns(
  threads: Thread[],
  first: number,
  interrupted: number,
  interruptAt: number,
  onInterrupt: () => void,
): boolean {
  let current = first;
  let left = interruptAt;
  const canRun = (thread: number) => !threads[thread]?.isDone && !threads[thread]?.isAsleep;
  while (canRun(0) || canRun(1)) {
    if (!canRun(current)) current = 1 - current;
    if (current === interrupted && left-- === 0) {
      onInterrupt();
      current = 1 - current;
      continue;
    }
    threads[current]?.advance(threads);
  }
  return left < 0;
}

/** Every way to begin, and every thread that can be interrupted. */
const turns = smallTraffic.flatMap((shape) =>
  ([0, 1] as const).flatMap((first) =>
    ([0, 1] as const).map((interrupted) => ({...shape, first, interrupted})),
  ),
);

function expectPassed(threads: Thread[], totals: number[], {total}: Traffic): void {
  // A sleeper that no thread will wake is a wake-up lost.
  expect(threads.map(({isDone}) => isDone)).toEqual([true, true]);
  expect(totals).toEqual([total, total]);
}

test.each(sampled(turns, 8))(
  'wherever thread $interrupted is interrupted once, nothing is lost: %j',
  (turn) => {
    for (let at = 0; ; at++) {
      const {start, totals} = openThreads(turn);
      const threads = [start(0), start(1)];
      const was = runInTurns(threads, turn.first, turn.interrupted, at, () => {});
      expectPassed(threads, totals(), turn);
      if (!was) return;
    }
  },
);

test.each(sampled(turns, 8))(
  'wherever thread $interrupted dies and is started again, nothing is lost: %j',
  (turn) => {
    for (let at = 0; ; at++) {
      const {start, startSupervisor, totals} = openThreads(turn);
      const threads = [start(0), start(1)];
      const was = runInTurns(threads, turn.first, turn.interrupted, at, () => {
        threads[turn.interrupted] = start(turn.interrupted);
        // The supervisor does this when it finds a thread dead.
        const supervisor = startSupervisor();
        while (!supervisor.isDone) supervisor.advance(threads);
      });
      expectPassed(threads, totals(), turn);
      if (!was) return;
    }
  },
);
