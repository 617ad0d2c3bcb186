import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  bucketEdgeMs,
  bucketSize,
  durationBucket,
  histogramBuckets,
  percentileBucket,
  sizeBucket,
} from '../../../source/engine/memory/histogram.ts';

test('a duration lies below the upper edge of its bucket, by a quarter at most', () => {
  fc.assert(
    fc.property(fc.double({min: 0.001, max: 500_000, noNaN: true}), (durationMs) => {
      const edge = bucketEdgeMs(durationBucket(durationMs));
      expect(edge).toBeGreaterThanOrEqual(durationMs * 0.999_999);
      expect(edge).toBeLessThanOrEqual(durationMs * 1.250_001 + 0.000_3);
    }),
  );
});

test('longer durations never fall into lower buckets', () => {
  const durations = fc.double({min: 0, max: 1e9, noNaN: true});
  fc.assert(
    fc.property(durations, durations, (a, b) => {
      expect(durationBucket(Math.min(a, b))).toBeLessThanOrEqual(durationBucket(Math.max(a, b)));
    }),
  );
});

test.each([-5, 0, 1e-9, 1e12])('%f ms falls into a bucket that exists', (durationMs) => {
  expect(durationBucket(durationMs)).toBeGreaterThanOrEqual(0);
  expect(durationBucket(durationMs)).toBeLessThan(histogramBuckets);
});

test('sizes up to 8 and powers of two keep their value, others lose a fifth at most', () => {
  const exact = [1, 2, 3, 4, 5, 6, 7, 8, ...Array.from({length: 26}, (_, power) => 2 ** power)];
  for (const size of exact) expect(bucketSize(sizeBucket(size))).toBe(size);
  fc.assert(
    fc.property(fc.integer({min: 1, max: 2 ** 28}), (size) => {
      const shown = bucketSize(sizeBucket(size));
      expect(shown).toBeLessThanOrEqual(size);
      expect(shown).toBeGreaterThanOrEqual(size * 0.8);
      expect(sizeBucket(size)).toBeLessThan(histogramBuckets);
    }),
  );
});

test('a percentile is the first bucket that reaches the share', () => {
  expect(percentileBucket([10, 0, 80, 10], 0.1)).toBe(0);
  expect(percentileBucket([10, 0, 80, 10], 0.5)).toBe(2);
  expect(percentileBucket([10, 0, 80, 10], 0.99)).toBe(3);
});

test('of nothing there is no percentile', () => {
  expect(percentileBucket([0, 0], 0.5)).toBeUndefined();
});
