// The example of bars: a crash at every store, and crashes of real threads.
import {startPipeline} from 'fizzbuzz-tui/engine';
import {proveCrashSafety} from 'fizzbuzz-tui/testing';
import {expect, test} from 'vitest';
import pipeline from '../../examples/ticks/pipeline.ts';
import {longTest, sampled} from '../helpers/sample.ts';
import {crashEachActor, examplePath, threadCounts} from './example.ts';

// A second has 100 ticks. The first ticks of the next one complete the bars of their symbols.
const total = 106;
const completeBars = 5;

test.each(sampled(threadCounts(pipeline), 1))(
  'on %i threads a crash at any store loses nothing',
  async (threads) => {
    const {stores} = await proveCrashSafety(pipeline, {
      capacityMessages: 32,
      settings: {total},
      threads,
      check({states: {bars, sums}, channels}) {
        expect(channels.bars.received).toBe(completeBars);
        expect(sums.ticks).toBe(total - bars.ticks.reduce((sum, ticks) => sum + ticks));
        for (const [symbol, low] of bars.low.entries()) {
          expect(low).toBeLessThanOrEqual(bars.high[symbol] ?? 0);
        }
      },
    });
    expect(stores).toHaveLength(threads);
    for (const count of stores) expect(count).toBeGreaterThan(20);
  },
);

longTest('crashes of real threads lose no tick', async () => {
  const engine = await startPipeline(examplePath('ticks'));
  const last = await crashEachActor(engine);
  expect(last.stop).toMatchObject({by: 'key', clean: true, verified: true});
  expect(last.channels.find(({name}) => name === 'bars')?.total).toBeGreaterThan(0);
});

longTest('a change of size keeps the open bars', async () => {
  const engine = await startPipeline(examplePath('ticks'), {settings: {total: 5_000_000}});
  engine.reshape({capacityMessages: 1_024, batchMessages: 512});
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'done', clean: true, verified: true});
  expect(last.settings.capacityMessages).toBe(1_024);
  // Each second has a bar for each of the eight symbols. The last bars are not complete.
  expect(last.channels.find(({name}) => name === 'bars')?.total).toBeLessThanOrEqual(8 * 50_000);
});
