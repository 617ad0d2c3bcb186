// Latency: which messages are stamped, and that each is compared with the time of its own publication.
import {expect, test} from 'vitest';
import {LatencyProbe} from '../../../source/engine/channel/latency-probe.ts';
import {bucketOf} from '../../../source/engine/memory/histogram.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

/** At this capacity one of sixteen messages is stamped. */
const capacity = 1_024;
const every = 16;

function open() {
  const {memory, plan, clock} = createManualPipeline({capacity});
  const stamps = new LatencyProbe(memory, plan.channels.values);
  const counts = memory.f64.subarray(plan.latencyF64, plan.latencyF64 + 120);
  const at = (nowMs: number) => {
    clock.nowMs = nowMs;
    return clock;
  };
  return {
    counts,
    mark: (from: number, count: number, ms: number) => stamps.mark(from, count, at(ms)),
    measure: (from: number, count: number, ms: number) =>
      stamps.measure(from, count, at(ms), plan.latencyF64),
    total: () => counts.reduce((sum, count) => sum + count),
  };
}

test('one of sixteen messages of a ring of 1,024 is measured, however the slices are cut', () => {
  const {mark, measure, total} = open();
  mark(0, 512, 1);
  for (let from = 0; from < 512; from += 7) measure(from, Math.min(7, 512 - from), 2);
  expect(total()).toBe(512 / every);
});

test.each([0, 2 ** 31 - 32, -32])(
  'from position %i on each message is as old as its own stamp says',
  (start) => {
    const {counts, mark, measure, total} = open();
    mark(start, every, 10);
    mark((start + every) | 0, every, 40);
    measure(start, every, 50);
    measure((start + every) | 0, every, 50);
    expect(counts[bucketOf(40)]).toBe(1);
    expect(counts[bucketOf(10)]).toBe(1);
    expect(total()).toBe(2);
  },
);
