// Two threads on one channel, stepped from one atomic operation to the next in any order that fast-check thinks of.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Actor, agreed, openReceiver, openSender} from '../../../source/engine/actors/actor.ts';
import type {Condition} from '../../../source/engine/channel/condition.ts';
import type {Slice} from '../../../source/engine/channel/slice.ts';
import {Scheduler} from '../../../source/engine/runtime/scheduler.ts';
import {createManualPipeline, type Standing} from '../../helpers/manual-pipeline.ts';
import {Process} from '../../helpers/stepper.ts';

interface Traffic {
  readonly capacity: number;
  readonly total: number;
  /** Words that an end waits for, and hands over, at a time. */
  readonly sent: number;
  readonly received: number;
}

const traffic: fc.Arbitrary<Traffic> = fc
  .record({capacity: fc.constantFrom(2, 4), total: fc.integer({min: 1, max: 7})})
  .chain(({capacity, total}) =>
    fc.record({
      capacity: fc.constant(capacity),
      total: fc.constant(total),
      sent: fc.integer({min: 1, max: capacity / 2}),
      received: fc.integer({min: 1, max: capacity / 2}),
    }),
  );

/** Where word `index` of a slice lies in the 32-bit view. */
const cellOf = (slice: Slice, index: number) => slice.offsetOf(index) / 4;

/** Ends a wait only at its threshold, or when the channel is closed. */
class Patience {
  #waiting: Condition | undefined;

  begin(condition: Condition): Condition {
    this.#waiting = condition;
    return condition;
  }

  check(isClosed: boolean): void {
    if (this.#waiting !== undefined) expect(isClosed || this.#waiting.isMet()).toBe(true);
    this.#waiting = undefined;
  }
}

/** Sends 1, 2, 3 …, as many as are still to be sent by what is published, and closes. */
function sendingActor(context: Standing, {total, sent}: Traffic): Actor {
  const {i32} = context.memory;
  let next = Atomics.load(i32, context.plan.channels.values.writtenI32);
  const values = openSender(context, 'values', next);
  const room = values.whenVacant(sent);
  const patience = new Patience();
  return {
    name: 'generator',
    step() {
      patience.check(false);
      if (next === total) {
        values.close();
        return agreed;
      }
      const count = Math.min(sent, total - next);
      if (values.vacant(sent) < sent) return patience.begin(room);
      const slice = values.poke(count);
      for (let index = 0; index < count; index++) {
        Atomics.store(i32, cellOf(slice, index), next + index + 1);
      }
      next += count;
      values.advance(count);
      return undefined;
    },
  };
}

/** Takes what is sent and checks that it is the next number. */
function receivingActor(context: Standing, {received}: Traffic): Actor {
  const {i32} = context.memory;
  let next = Atomics.load(i32, context.plan.channels.values.readI32);
  const values = openReceiver(context, 'values', next);
  const enough = values.holding(received);
  const patience = new Patience();
  return {
    name: 'worker',
    step() {
      const closed = values.isClosed;
      patience.check(closed);
      const there = values.availableNow();
      if (there === 0 && closed) return agreed;
      if (there < received && !closed) return patience.begin(enough);
      const count = Math.min(there, received);
      const slice = values.peek(count);
      for (let index = 0; index < count; index++) {
        expect(Atomics.load(i32, cellOf(slice, index))).toBe(next + index + 1);
      }
      next += count;
      values.advance(count);
      return undefined;
    },
  };
}

const actorMakers = [sendingActor, receivingActor] as const;

/** The two ends of a channel, each on a thread of its own, at their first instruction. */
function openThreads(shape: Traffic) {
  const context = createManualPipeline({capacity: shape.capacity});
  const {memory, plan, control, clock, bells} = context;
  const process = (thread: 0 | 1) =>
    new Process(['sender', 'receiver'][thread] as string, () => {
      const actor = actorMakers[thread](context, shape);
      new Scheduler(memory, plan, control, clock, bells[thread] as never, [actor]).run();
    });
  const {writtenI32, readI32} = plan.channels.values;
  return {
    context,
    process,
    expectSane() {
      const written = Atomics.load(memory.i32, writtenI32);
      const fill = written - Atomics.load(memory.i32, readI32);
      expect(fill).toBeGreaterThanOrEqual(0);
      expect(fill).toBeLessThanOrEqual(shape.capacity);
    },
    totals: () => [Atomics.load(memory.i32, writtenI32), Atomics.load(memory.i32, readI32)],
  };
}

test('in any interleaving no wake-up is lost, and every word is read once, in order, after it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), traffic, async (scheduler, shape) => {
      const {process, expectSane, totals} = openThreads(shape);
      const processes = [process(0), process(1)];
      const failures: unknown[] = [];
      const live = async (own: Process) => {
        while (!own.isDone) {
          await own.awake();
          await scheduler.schedule(Promise.resolve(), own.name);
          own.advance(processes);
          expectSane();
        }
      };
      for (const own of processes) live(own).catch((error) => failures.push(error));
      await scheduler.waitIdle();
      expect(failures).toEqual([]);
      expectPassed(processes, totals(), shape);
    }),
    {numRuns: 150},
  );
});

/** Few words through small rings, so that every schedule of a kind can be tried. */
const smallTraffic: readonly Traffic[] = [
  {capacity: 2, total: 3, sent: 1, received: 1},
  {capacity: 4, total: 5, sent: 2, received: 1},
  {capacity: 4, total: 5, sent: 1, received: 2},
];

/**
 * Runs both threads, one at a time: one goes on until it sleeps or ends, but for one interruption.
 * @param first the thread that begins
 * @param interruptAt after so many of the operations of `interrupted`, `onInterrupt` is called, and the other thread goes on
 * @returns whether there was an interruption
 */
function runInTurns(
  processes: Process[],
  first: number,
  interrupted: number,
  interruptAt: number,
  onInterrupt: () => void,
): boolean {
  let current = first;
  let left = interruptAt;
  const canRun = (place: number) => !processes[place]?.isDone && !processes[place]?.isAsleep;
  while (canRun(0) || canRun(1)) {
    if (!canRun(current)) current = 1 - current;
    if (current === interrupted && left-- === 0) {
      onInterrupt();
      current = 1 - current;
      continue;
    }
    processes[current]?.advance(processes);
  }
  return left < 0;
}

/** Every way to begin, and every thread that can be interrupted. */
const turns = smallTraffic.flatMap((shape) =>
  ([0, 1] as const).flatMap((first) =>
    ([0, 1] as const).map((interrupted) => ({...shape, first, interrupted})),
  ),
);

function expectPassed(processes: Process[], totals: number[], {total}: Traffic): void {
  // A sleeper that nobody will wake is a wake-up lost.
  expect(processes.map(({isDone}) => isDone)).toEqual([true, true]);
  expect(totals).toEqual([total, total]);
}

test.each(turns)(
  'wherever thread $interrupted is interrupted once, nothing is lost: %j',
  (turn) => {
    for (let at = 0; ; at++) {
      const {process, totals} = openThreads(turn);
      const processes = [process(0), process(1)];
      const was = runInTurns(processes, turn.first, turn.interrupted, at, () => {});
      expectPassed(processes, totals(), turn);
      if (!was) return;
    }
  },
);

test.each(turns)(
  'wherever thread $interrupted dies and is started again, nothing is lost: %j',
  (turn) => {
    for (let at = 0; ; at++) {
      const {context, process, totals} = openThreads(turn);
      const processes = [process(0), process(1)];
      const was = runInTurns(processes, turn.first, turn.interrupted, at, () => {
        processes[turn.interrupted] = process(turn.interrupted);
        // What the supervisor does when it finds a thread dead.
        const supervisor = new Process('supervisor', () => {
          for (const bell of context.bells) bell.forceWake();
        });
        while (!supervisor.isDone) supervisor.advance(processes);
      });
      expectPassed(processes, totals(), turn);
      if (!was) return;
    }
  },
);
