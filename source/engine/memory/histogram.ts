/**
 * Histograms in shared memory, four buckets an octave: of durations from one microsecond to some minutes, and of sizes from 1.
 *
 * Each has one writer, an actor; the sampler reads the counts, which only grow, and takes differences for a window.
 * A percentile is exact to the width of a bucket, a fifth of its value. The idea (an octave's number from the leading
 * zeros, then a few linear steps) is that of HdrHistogram.
 */
const stepsPerOctave = 4;
const octaves = 30;

export const histogramBuckets = stepsPerOctave * octaves;

/** The bucket of a duration in milliseconds; below a microsecond and beyond the end fall into the outermost ones. */
export function bucketOf(durationMs: number): number {
  return bucketOfQuarters(Math.min(durationMs * 1_000 * stepsPerOctave, 2 ** 31 - 1) | 0);
}

/** The bucket of a size, a whole number from 1 to 2^28. */
export function bucketOfSize(size: number): number {
  return bucketOfQuarters(size * stepsPerOctave);
}

/** @param quarters quarters of the unit, a whole number; below four of them count as four */
function bucketOfQuarters(quarters: number): number {
  const atLeastOne = Math.max(stepsPerOctave, quarters);
  const octave = 31 - Math.clz32(atLeastOne);
  const step = (atLeastOne >>> (octave - 2)) & (stepsPerOctave - 1);
  return (octave - 2) * stepsPerOctave + step;
}

/** The upper edge of a bucket in milliseconds. */
export function bucketEdgeMs(bucket: number): number {
  return lowerEdge(bucket + 1) / 1_000;
}

/** The smallest size of a bucket: exact for 1 to 8 and for powers of two, which are what batches usually are. */
export function bucketSize(bucket: number): number {
  return Math.ceil(lowerEdge(bucket));
}

function lowerEdge(bucket: number): number {
  const octave = Math.floor(bucket / stepsPerOctave);
  const step = bucket % stepsPerOctave;
  return 2 ** octave * (1 + step / stepsPerOctave);
}

/**
 * The bucket below which `share` (0 to 1) of all counts lie, or `undefined` when nothing was counted.
 * For the smallest bucket that reaches the share; every caller turns it into its own unit.
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
