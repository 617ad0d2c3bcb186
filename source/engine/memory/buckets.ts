/**
 * Histograms of durations in shared memory: four buckets an octave from one microsecond to some minutes.
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
  const quarters =
    Math.max(stepsPerOctave, Math.min(durationMs * 1_000 * stepsPerOctave, 2 ** 31 - 1)) | 0;
  const octave = 31 - Math.clz32(quarters);
  const step = (quarters >>> (octave - 2)) & (stepsPerOctave - 1);
  return (octave - 2) * stepsPerOctave + step;
}

/** The upper edge of a bucket in milliseconds. */
export function bucketEdgeMs(bucket: number): number {
  const octave = Math.floor(bucket / stepsPerOctave);
  const step = bucket % stepsPerOctave;
  return (2 ** octave * (1 + (step + 1) / stepsPerOctave)) / 1_000;
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
