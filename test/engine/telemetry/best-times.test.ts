import {expect, test} from 'vitest';
import {BestTimes} from '../../../source/engine/telemetry/best-times.ts';
import {ReadingHistory} from '../../../source/engine/telemetry/history.ts';
import {createReading, graph} from './tiny.ts';

const settings = {capacityMessages: 64, batchMessages: 32, threads: 3, lanes: 1, periodMs: 0};
const limit = {kind: 'actor', by: 'filter', busy: 0.9} as const;

/** A run in which the filter takes these milliseconds for a thousand messages of each second. */
function run(busyMs: readonly number[], inSecond = () => settings) {
  const times = new BestTimes(graph);
  const history = new ReadingHistory(createReading(0));
  let total = 0;
  for (const [index, busy] of busyMs.entries()) {
    total += busy;
    const sent = (index + 1) * 1_000;
    const channels = {outputs: {sent, received: sent}};
    history.add(createReading((index + 1) * 1_000, {channels, actors: {filter: {busyMs: total}}}));
    times.sample(history, inSecond());
  }
  return times.refine(limit, history);
}

test('an actor at several times its own best time is slowed down from outside', () => {
  expect(run([200, 100, 500])).toEqual({kind: 'apart', by: 'filter', slowdown: 5});
});

test('a little more than the best time, or a slow start, is nothing', () => {
  expect(run([100, 250])).toBe(limit);
  expect(run([900, 100])).toBe(limit);
});

test('with other settings, other times are the best', () => {
  const each = [100, 500, 500].map((_, index) => ({
    ...settings,
    batchMessages: index === 0 ? 1 : 2,
  }));
  expect(run([100, 500, 500], () => each.shift() ?? settings)).toBe(limit);
});

test('on one thread, no message comes from another core', () => {
  expect(run([100, 500], () => ({...settings, threads: 1}))).toBe(limit);
});
