// The proof without threads: whatever store a thread dies at, it goes on with nothing lost, repeated or out of order.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {Generator} from '../../source/engine/actors/generator.ts';
import {Heartbeat} from '../../source/engine/actors/heartbeat.ts';
import {Logger} from '../../source/engine/actors/logger.ts';
import {Worker} from '../../source/engine/actors/worker.ts';
import type {ActorName} from '../../source/engine/graph.ts';
import {valueMask} from '../../source/engine/kernels/reference.ts';
import {wordBytes} from '../../source/engine/limits.ts';
import {readMilestones} from '../../source/engine/memory/milestones.ts';
import {readRecord} from '../../source/engine/memory/state-record.ts';
import {Scheduler} from '../../source/engine/runtime/scheduler.ts';
import {type Mode, modes} from '../../source/engine/shape.ts';
import {expectedTallies, talliesOf} from '../../source/engine/tallies.ts';
import {isVerified} from '../../source/engine/telemetry/build-snapshot.ts';
import {takeReading} from '../../source/engine/telemetry/reading.ts';
import {Death, Fuse, onFuse, withFuse} from '../helpers/fuse.ts';
import {createManualPipeline, type Standing} from '../helpers/manual-pipeline.ts';

const makers = {heartbeat: Heartbeat, generator: Generator, worker: Worker, logger: Logger};

interface Run {
  readonly mode: Mode;
  readonly capacity: number;
  readonly batch: number;
  readonly beats: number;
  /** The thread that dies, by its place in the graph, and after how many stores each of its lives ends. */
  readonly victim: number;
  readonly lives: readonly number[];
}

/** Runs the pipeline on this thread until all actors have agreed; returns how often the victim died. */
function runWithDeaths({mode, capacity, batch, beats, victim, lives}: Run): {
  pipeline: Standing;
  deaths: number;
} {
  const pipeline = createManualPipeline({capacity, batch, beats, mode});
  const order = watchOrder(pipeline);
  let deaths = 0;
  const endless = new Fuse(Number.POSITIVE_INFINITY);
  let fuse = new Fuse(lives[0] ?? Number.POSITIVE_INFINITY);
  const open = (thread: number) => {
    const context = onFuse(order.watched, thread === victim ? fuse : endless);
    const names = pipeline.graph.threads[thread] as readonly ActorName[];
    const actors = names.map((name) => new makers[name](context));
    const {plan, control, clock, bells} = pipeline;
    return new Scheduler(context.memory, plan, control, clock, bells[thread] as never, actors);
  };
  const threads: (Scheduler | undefined)[] = pipeline.graph.threads.map(() => undefined);
  const isDone = () => threads.every((thread) => thread?.isDone);
  for (let round = 0; !isDone(); round++) {
    if (round > 10_000) throw new Error('the pipeline does not come to its end');
    // Time goes on, so that the logger takes what is less than half a ring.
    pipeline.clock.nowMs += 31;
    for (const place of threads.keys()) {
      order.startStep();
      try {
        withFuse(place === victim ? fuse : endless, () => {
          threads[place] ??= open(place);
          threads[place]?.turn();
        });
      } catch (error) {
        if (!(error instanceof Death)) throw error;
        deaths++;
        fuse = new Fuse(lives[deaths] ?? Number.POSITIVE_INFINITY);
        threads[place] = undefined;
      }
    }
  }
  return {pipeline, deaths};
}

/** ActorContext in which each message that the logger counts must be the one after the last that it has committed. */
function watchOrder(pipeline: Standing) {
  const words = new BigUint64Array(pipeline.memory.memory.buffer);
  let next = 0;
  const kernels = {
    ...pipeline.kernels,
    generate: pipeline.kernels.generate,
    classify: pipeline.kernels.classify,
    classifyCopied: pipeline.kernels.classifyCopied,
    tally(source: number, count: number, counts: number) {
      for (let word = 0; word < count; word++) {
        expect(Number((words[source / wordBytes + word] as bigint) & valueMask)).toBe(next++);
      }
      pipeline.kernels.tally(source, count, counts);
    },
  };
  return {
    watched: {...pipeline, kernels},
    startStep() {
      next = readRecord(pipeline.memory, pipeline.plan.actors.logger, 'logger').received;
    },
  };
}

function expectExact(pipeline: Standing, beats: number, batch: number): void {
  const reading = takeReading(pipeline, 0);
  const {heartbeat, worker, logger} = reading.records;
  expect(isVerified(reading)).toBe(true);
  expect([heartbeat.sent, worker.beats]).toEqual([beats, beats]);
  expect(worker.doubleBuffer + worker.zeroCopy).toBe(worker.received);
  expect(logger.received).toBeGreaterThanOrEqual(beats * batch);
  for (const milestone of readMilestones(pipeline.memory, pipeline.plan, 0, 15)) {
    expect(talliesOf(milestone.total, milestone)).toEqual(expectedTallies(milestone.total));
  }
}

const threadNames = ['heartbeat and generator', 'worker', 'logger'];
const cases = modes.flatMap((mode) => threadNames.map((name, victim) => ({mode, name, victim})));

test.each(cases)(
  '$name dying at any one store loses, repeats and reorders nothing, in $mode mode',
  ({mode, victim}) => {
    // Eight slots and batches of three: the ring's end is passed within a batch, time and again.
    const shape = {mode, victim, capacity: 8, batch: 3, beats: 6};
    let stores = 0;
    for (; ; stores++) {
      const {pipeline, deaths} = runWithDeaths({...shape, lives: [stores]});
      expectExact(pipeline, shape.beats, shape.batch);
      if (deaths === 0) break;
    }
    // Enough that every store of several batches was one of them.
    expect(stores).toBeGreaterThan(100);
  },
);

test('a thread that dies again and again, at random stores, loses, repeats and reorders nothing', () => {
  const run = fc.record({
    mode: fc.constantFrom(...modes),
    capacity: fc.constantFrom(2, 4, 16, 64),
    share: fc.double({min: 0, max: 1, noNaN: true}),
    beats: fc.integer({min: 1, max: 12}),
    victim: fc.integer({min: 0, max: 2}),
    lives: fc.array(fc.integer({min: 0, max: 120}), {maxLength: 40}),
  });
  fc.assert(
    fc.property(run, ({share, ...rest}) => {
      const batch = Math.max(1, Math.floor((share * rest.capacity) / 2));
      const {pipeline} = runWithDeaths({...rest, batch});
      expectExact(pipeline, rest.beats, batch);
    }),
    {numRuns: 150},
  );
});
