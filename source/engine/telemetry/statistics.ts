/** Statistics for Snapshots: shares, rates, and percentiles of counted buckets. Pure functions. */
import {bucketEdgeMs, bucketSize, percentileBucket} from '../memory/histogram.ts';
import {fillBuckets} from '../memory/layout.ts';
import type {ActorReport, Percentiles} from '../snapshot/types.ts';

/** Returns messages per second; 0 when no time has passed. */
export function perSecond(messages: number, seconds: number): number {
  return seconds > 0 ? messages / seconds : 0;
}

/** Returns a part as a share of a whole, 0 to 1; 0 when the whole is 0. */
export function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

/** Returns the counts between two readings per bucket. 32-bit counts may have wrapped meanwhile. */
export function countsSince<Counts extends Float64Array | Uint32Array>(
  before: Counts,
  now: Counts,
): Counts {
  // A 32-bit array stores the difference modulo 2^32, which is correct across a wrap.
  return now.map((count, bucket) => count - (before[bucket] as number)) as Counts;
}

/** Returns the sum of the numbers; 0 for an empty array. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Returns the median and the 99th percentile of counted times; null without counts. */
export function percentiles(counts: ArrayLike<number>): Percentiles | null {
  const p50 = percentileBucket(counts, 0.5);
  const p99 = percentileBucket(counts, 0.99);
  if (p50 === undefined || p99 === undefined) return null;
  return {p50Ms: bucketEdgeMs(p50), p99Ms: bucketEdgeMs(p99)};
}

/** Returns the median and the 99th percentile of counted sizes; null without counts. */
export function sizePercentiles(counts: ArrayLike<number>): ActorReport['batchNow'] {
  const p50 = percentileBucket(counts, 0.5);
  const p99 = percentileBucket(counts, 0.99);
  if (p50 === undefined || p99 === undefined) return null;
  return {p50: bucketSize(p50), p99: bucketSize(p99)};
}

/**
 * Returns a percentile of counted fills as a share of the capacity; `undefined` without counts.
 * @param at the percentile as a share, 0 to 1
 */
export function fillPercentile(counts: ArrayLike<number>, at: number): number | undefined {
  const bucket = percentileBucket(counts, at);
  return bucket === undefined ? undefined : bucket / (fillBuckets - 1);
}

/** Returns the mean of counted fills as a share of the capacity; `undefined` without counts. */
export function fillMean(counts: Float64Array): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const weighted = counts.reduce((sum, count, bucket) => sum + count * bucket, 0);
  return weighted / total / (fillBuckets - 1);
}
