/** What Snapshots are computed with: shares, rates, and percentiles of counted buckets. Pure functions. */
import {bucketEdgeMs, bucketSize, percentileBucket} from '../memory/histogram.ts';
import {fillBuckets} from '../memory/layout.ts';
import type {Percentiles, SizePercentiles} from './snapshot.ts';

/** Messages a second; 0 over no time. */
export function perSecond(messages: number, seconds: number): number {
  return seconds > 0 ? messages / seconds : 0;
}

/** A part of a whole, 0 to 1; 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

/** What was counted between two readings, bucket by bucket; counts of 32 bits may have wrapped meanwhile. */
export function countsSince<Counts extends Float64Array | Uint32Array>(
  before: Counts,
  now: Counts,
): Counts {
  // Arrays of 32 bits take the difference modulo 2^32, which is right across a wrap.
  return now.map((count, bucket) => count - (before[bucket] as number)) as Counts;
}

/** The sum of some numbers; 0 of none. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Median and 99th percentile of counted times; null when there are none. */
export function percentiles(counts: ArrayLike<number>): Percentiles | null {
  const p50 = percentileBucket(counts, 0.5);
  const p99 = percentileBucket(counts, 0.99);
  if (p50 === undefined || p99 === undefined) return null;
  return {p50Ms: bucketEdgeMs(p50), p99Ms: bucketEdgeMs(p99)};
}

/** Median and 99th percentile of counted sizes; null when there are none. */
export function sizePercentiles(counts: ArrayLike<number>): SizePercentiles | null {
  const p50 = percentileBucket(counts, 0.5);
  const p99 = percentileBucket(counts, 0.99);
  if (p50 === undefined || p99 === undefined) return null;
  return {p50: bucketSize(p50), p99: bucketSize(p99)};
}

/** A percentile of counted fills, as a share of the capacity; `undefined` when there are none. */
export function fillPercentile(counts: ArrayLike<number>, at: number): number | undefined {
  const bucket = percentileBucket(counts, at);
  return bucket === undefined ? undefined : bucket / (fillBuckets - 1);
}

/** The mean of counted fills, as a share of the capacity; `undefined` when there are none. */
export function fillMean(counts: Float64Array): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const weighted = counts.reduce((sum, count, bucket) => sum + count * bucket, 0);
  return weighted / total / (fillBuckets - 1);
}
