/**
 * Log-linear histograms in shared memory, with four buckets per octave. They count durations from
 * one microsecond to some minutes, and sizes from 1.
 *
 * Each histogram has one writer, an actor. Its counts only grow. The sampler reads the counts and
 * takes differences for a window. A percentile is exact to the width of a bucket, which is a fifth
 * of the value.
 *
 * The algorithm is that of HdrHistogram: the leading zeros select the octave, and a few linear
 * steps divide it.
 */
const stepsPerOctave = 4;
const octaves = 30;

/** Number of buckets of each histogram. */
export const histogramBuckets = stepsPerOctave * octaves;

/**
 * The bucket of a duration in milliseconds. The first bucket includes all durations below one
 * microsecond, the last bucket all durations beyond the end.
 */
export function durationBucket(durationMs: number): number {
  return quarterBucket(Math.min(durationMs * 1_000 * stepsPerOctave, 2 ** 31 - 1) | 0);
}

/** The bucket of a size, which is a whole number from 1 to 2^28. */
export function sizeBucket(size: number): number {
  return quarterBucket(size * stepsPerOctave);
}

/** @param quarters quarters of the unit, a whole number; less than four count as four */
function quarterBucket(quarters: number): number {
  const atLeastOne = Math.max(stepsPerOctave, quarters);
  const octave = 31 - Math.clz32(atLeastOne);
  const step = (atLeastOne >>> (octave - 2)) & (stepsPerOctave - 1);
  return (octave - 2) * stepsPerOctave + step;
}

/** The upper edge of a bucket in milliseconds. */
export function bucketEdgeMs(bucket: number): number {
  return lowerEdge(bucket + 1) / 1_000;
}

/**
 * The smallest size of a bucket. It is exact for 1 to 8 and for powers of two. Batches usually have
 * such sizes.
 */
export function bucketSize(bucket: number): number {
  return Math.ceil(lowerEdge(bucket));
}

function lowerEdge(bucket: number): number {
  const octave = Math.floor(bucket / stepsPerOctave);
  const step = bucket % stepsPerOctave;
  return 2 ** octave * (1 + step / stepsPerOctave);
}

/**
 * The bucket of a percentile: the smallest bucket up to which the counts reach `share` of the
 * total. `undefined` if all counts are zero. Each caller converts the bucket to its own unit.
 *
 * @param share from 0 to 1
 */
export function percentileBucket(counts: ArrayLike<number>, share: number): number | undefined {
  let total = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) total += counts[bucket] as number;
  if (total <= 0) return undefined;
  let below = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    below += counts[bucket] as number;
    if (below >= share * total) return bucket;
  }
  return counts.length - 1;
}

/**
 * Counts a duration in a histogram. Allocates nothing.
 * @param histogramF64 index of the histogram's first bucket in the 64-bit float view
 * @param durationMs milliseconds, from 0
 */
export function addToHistogram(f64: Float64Array, histogramF64: number, durationMs: number): void {
  const cell = histogramF64 + durationBucket(durationMs);
  f64[cell] = (f64[cell] as number) + 1;
}
