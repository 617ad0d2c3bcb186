// The proof without threads: whatever store a thread of FizzBuzz dies at, its successor continues
// with nothing lost, repeated or out of order.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {countAllThreads, definePipeline} from '../../source/engine/index.ts';
import {proveCrashSafety, runWithCrashes} from '../../source/engine/testing.ts';
import {data, modes, type View} from '../../source/fizzbuzz/definition/definition.ts';
import {milestonesReached, readMilestones} from '../../source/fizzbuzz/definition/milestones.ts';
import {readProgression} from '../../source/fizzbuzz/definition/numbering.ts';
import {expectedTallies, talliesOf} from '../../source/fizzbuzz/definition/tallies.ts';
import type {Kernels} from '../../source/fizzbuzz/kernels/kernels.ts';
import {valueMask} from '../../source/fizzbuzz/kernels/reference.ts';
import pipeline from '../../source/fizzbuzz/pipeline.ts';
import {type FizzBuzzOptions, manualOptions} from '../helpers/fizzbuzz.ts';
import {longTest, sampled, shortOrAll} from '../helpers/sample.ts';

const wordBytes = 8;

/** Kernels that check the order of messages. */
interface WatchedKernels extends Kernels {
  /** The message that the logger must count next. */
  readonly order: {next: number; stride: number};
}

const {behaviour} = pipeline;

/** FizzBuzz whose logger must count the message after the last that it has committed. */
const watched = definePipeline<typeof data, WatchedKernels>(data, {
  ...behaviour,
  resources(payload, memory) {
    const words = new BigUint64Array(memory.memory.buffer);
    const order = {next: 0, stride: 1};
    const kernels = behaviour.resources?.(payload, memory) as Kernels;
    return {
      ...kernels,
      order,
      tally(source, count, counts) {
        for (let word = 0; word < count; word++) {
          const message = words[source / wordBytes + word] as bigint;
          // Much faster than `expect`: each run of each proof does it for each message.
          if (Number(message & valueMask) !== order.next) throw new Error('out of order');
          order.next += order.stride;
        }
        kernels.tally(source, count, counts);
      },
    };
  },
  actors: {
    ...behaviour.actors,
    logger(context) {
      const logger = behaviour.actors.logger(context);
      const results = context.receiver('results');
      const {f64} = context.memory;
      const {first, stride} = readProgression(f64, context.region('numbering') / 8);
      return {
        step() {
          const {order} = context.resources;
          order.next = first + results.total * stride;
          order.stride = stride;
          return logger.step();
        },
      };
    },
  },
});

/** Returns kernels that work word by word and can stop between any two. */
function stopBetweenWords(kernels: WatchedKernels, spend: () => void): WatchedKernels {
  const each = (count: number, work: (byte: number) => void) => {
    for (let word = 0; word < count; word++) {
      spend();
      work(word * wordBytes);
    }
  };
  return {
    ...kernels,
    generate(target, count, firstLow, firstHigh, stride) {
      each(count, (byte) => {
        const low = firstLow + (byte / wordBytes) * stride;
        kernels.generate(target + byte, 1, low, firstHigh, stride);
      });
    },
    classify(source, target, count) {
      each(count, (byte) => kernels.classify(source + byte, target + byte, 1));
    },
    classifyCopied(source, target, count, input, output, bufferWords) {
      each(count, (byte) => {
        kernels.classifyCopied(source + byte, target + byte, 1, input, output, bufferWords);
      });
    },
    tally(source, count, counts) {
      spend();
      kernels.tally(source, count, counts);
    },
  };
}

type Shape = FizzBuzzOptions & {readonly beatsTarget: number; readonly batchMessages: number};

function crashOptions(shape: Shape) {
  return {
    ...manualOptions(shape),
    wrapResources: stopBetweenWords,
    check: (view: View, lanes: readonly View[]) => expectExact(view, lanes, shape),
  };
}

function expectExact(view: View, lanes: readonly View[], shape: Shape): void {
  const {beats, results} = view.channels;
  const {beatsTarget, batchMessages} = shape;
  expect([beats.sent, beats.received]).toEqual([beatsTarget, beatsTarget]);
  expect(results.received).toBeGreaterThanOrEqual(beatsTarget * batchMessages);
  for (const lane of lanes) expectExactLane(lane);
}

function expectExactLane({channels, states, region}: View): void {
  const {values, results} = channels;
  for (const {sent, received} of Object.values(channels)) expect(received).toBe(sent);
  expect(values.received).toBe(results.received);
  expect(states.worker.doubleBuffer + states.worker.zeroCopy).toBe(values.received);
  const {first, stride} = readProgression(region('numbering'));
  const expected = (count: number) => expectedTallies(count, first, stride);
  expect(talliesOf(results.received, states.logger)).toEqual(expected(results.received));
  const reached = Math.min(15, milestonesReached(results.received));
  const milestones = readMilestones(region('milestones'), 0, reached);
  expect(milestones.map(({total}) => total)).toEqual(
    Array.from({length: reached}, (_, index) => index + 1),
  );
  expect(milestones.map((milestone) => talliesOf(milestone.total, milestone))).toEqual(
    milestones.map(({total}) => expected(total)),
  );
}

/** A free run, and a schedule of one beat in each round of the proof. */
const periods = [0, 31];
const cases = modes.flatMap((mode) =>
  data.threads.flatMap(({length: threads}) =>
    periods.map((beatPeriodMs) => ({threads, mode, beatPeriodMs})),
  ),
);

test.each(sampled(cases, 1))(
  'each of $threads threads, crashed at any store, loses nothing: $mode, $beatPeriodMs ms',
  async (options) => {
    // Eight slots and batches of three: the ring's end is passed within a batch, again and again.
    const shape = {...options, capacityMessages: 8, batchMessages: 3, beatsTarget: 4};
    const {stores} = await proveCrashSafety(watched, crashOptions(shape));
    expect(stores).toHaveLength(options.threads);
    // Enough that every store of four batches was one of them. A heartbeat alone that runs
    // freely sends all beats at once.
    const [heartbeat = 0, ...others] = stores;
    const isAtOnce = options.threads === 4 && options.beatPeriodMs === 0;
    expect(heartbeat).toBeGreaterThan(isAtOnce ? 30 : 80);
    for (const count of others) expect(count).toBeGreaterThan(80);
  },
);

const laneCases = modes.map((mode, index) => {
  return {lanes: 2, mode, beatPeriodMs: periods[index] ?? 0};
});

test.each(sampled(laneCases, 1))(
  'each thread of $lanes lanes, crashed at any store, loses nothing: $mode, $beatPeriodMs ms',
  async (options) => {
    const shape = {...options, threads: 1, capacityMessages: 8, batchMessages: 3, beatsTarget: 4};
    const {stores} = await proveCrashSafety(watched, crashOptions(shape));
    expect(stores).toHaveLength(2);
    for (const count of stores) expect(count).toBeGreaterThan(100);
  },
);

// A failure prints the seed and the path with which fast-check repeats it.
longTest('a thread that crashes again and again, at random stores, loses nothing', async () => {
  const runs = fc.record({
    mode: fc.constantFrom(...modes),
    capacityMessages: fc.constantFrom(2, 4, 16, 64),
    share: fc.double({min: 0, max: 1, noNaN: true}),
    beatsTarget: fc.integer({min: 1, max: 12}),
    threads: fc.integer({min: 1, max: 4}),
    lanes: fc.integer({min: 1, max: 3}),
    victim: fc.nat(11),
    lives: fc.array(fc.integer({min: 0, max: 120}), {maxLength: 40}),
  });
  const numRuns = shortOrAll(50, 150);
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(runs, async ({share, victim, lives, ...rest}) => {
      const batchMessages = Math.max(1, Math.floor((share * rest.capacityMessages) / 2));
      const options = crashOptions({...rest, batchMessages});
      const plan = {victim: victim % countAllThreads(data, {...rest, batchMessages}), lives};
      crashes += (await runWithCrashes(watched, options, plan)).crashes;
    }),
    {numRuns},
  );
  expect(crashes).toBeGreaterThan(numRuns);
});
