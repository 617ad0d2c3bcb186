// The example of two workers: a crash at every store, and crashes of real threads.
import {type PipelineView, startPipeline} from 'fizzbuzz-tui/engine';
import {proveCrashSafety, runWithCrashes} from 'fizzbuzz-tui/testing';
import {expect, test} from 'vitest';
import pipeline from '../../examples/histogram/pipeline.ts';
import {longTest, sampled} from '../helpers/sample.ts';
import {crashEachActor, examplePath, threadCounts} from './example.ts';

// Eight batches of three and one of one: the last batch is short.
const options = {capacityMessages: 8, batchMessages: 3, settings: {numbers: 25}};

test.each(sampled(threadCounts(pipeline), 1))(
  'on %i threads a crash at any store loses nothing',
  async (threads) => {
    const {stores} = await proveCrashSafety(pipeline, {
      ...options,
      threads,
      check({states, channels}) {
        expect(states.histogram.counted).toBe(25);
        expect(channels.leftResults.received).toBe(13);
      },
    });
    expect(stores).toHaveLength(threads);
    for (const count of stores) expect(count).toBeGreaterThan(20);
  },
);

longTest('crashes of real threads change neither the bins nor the order', async () => {
  const engine = await startPipeline(examplePath('histogram'));
  const last = await crashEachActor(engine);
  expect(last.stop).toMatchObject({by: 'key', clean: true, verified: true});
  const counted = last.counters[0]?.count ?? 0;
  expect(counted).toBeGreaterThan(0);
  // Both channels to the histogram are the throughput.
  expect(last.throughput.messages).toBe(counted);
  // The source's and the histogram's batches go through two channels each. A crash can count the
  // start of a batch twice in the histogram of sizes, but not in the number of batches.
  const meanBatchOf = (name: string) => last.actors.find((actor) => actor.name === name)?.meanBatch;
  expect([meanBatchOf('source'), meanBatchOf('histogram')]).toEqual([8_192, 8_192]);
});

test('other numbers are not verified', async () => {
  const {verify} = pipeline.behaviour;
  let checks = 0;
  const check = (view: PipelineView<typeof pipeline.data>) => {
    const {histogram} = view.states;
    const verifyWith = (changes: Partial<typeof histogram>) =>
      verify?.({...view, states: {...view.states, histogram: {...histogram, ...changes}}});
    expect(verifyWith({})).toBe(true);
    expect(verifyWith({counted: 24})).toBe(false);
    expect(verifyWith({checksum: histogram.checksum + 1})).toBe(false);
    expect(verifyWith({bins: histogram.bins.toReversed()})).toBe(false);
    checks++;
  };
  await runWithCrashes(pipeline, {...options, check}, {victim: 0, lives: []});
  expect(checks).toBe(1);
});
