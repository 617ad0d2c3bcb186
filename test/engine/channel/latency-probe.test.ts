// Latency: which messages are stamped, and that each is compared with the time of its own
// publication.
import {expect, test} from 'vitest';
import {durationBucket, histogramBuckets} from '../../../source/engine/memory/histogram.ts';
import {createPair} from './pair.ts';

/** At this capacity one of sixteen messages is stamped. */
const capacity = 1_024;
const every = 16;

function open() {
  const {memory, plan, clock, openSource, openSink} = createPair(capacity);
  const [sent, received] = [openSource().context.latencyProbe, openSink().context.latencyProbe];
  const [first = 0] = plan.latencyF64;
  const counts = memory.f64.subarray(first, first + histogramBuckets);
  const at = (nowMs: number) => {
    clock.nowMs = nowMs;
    return clock;
  };
  return {
    counts,
    stamp: (from: number, count: number, ms: number) => sent.stamp(from, count, at(ms)),
    observe: (from: number, count: number, ms: number) => received.observe(from, count, at(ms)),
    total: () => counts.reduce((sum, count) => sum + count),
  };
}

test('one of sixteen messages of a ring of 1,024 is measured, however the slices are cut', () => {
  const {stamp, observe, total} = open();
  stamp(0, 512, 1);
  for (let from = 0; from < 512; from += 7) observe(from, Math.min(7, 512 - from), 2);
  expect(total()).toBe(512 / every);
});

test.each([0, 2 ** 31 - 32, -32])(
  'from position %i on each message is as old as its own stamp says',
  (start) => {
    const {counts, stamp, observe, total} = open();
    stamp(start, every, 10);
    stamp((start + every) | 0, every, 40);
    observe(start, every, 50);
    observe((start + every) | 0, every, 50);
    expect(counts[durationBucket(40)]).toBe(1);
    expect(counts[durationBucket(10)]).toBe(1);
    expect(total()).toBe(2);
  },
);
