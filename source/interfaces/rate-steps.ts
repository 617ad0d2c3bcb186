/** Rates of the heartbeat that the keys step through. */
const beatsPerSecondSteps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000,
] as const;

/** Relative difference below which a rate equals a step: 1000/3 ms is 3 beats per second. */
const tolerance = 1e-9;

/**
 * Returns the period one step faster or slower.
 * @param periodMs milliseconds between beats; 0 is free-running
 * @returns milliseconds between beats; the fastest is 0 (free-running), the slowest is 1,000 or
 *   `periodMs`
 */
export function stepPeriodMs(periodMs: number, direction: 'faster' | 'slower'): number {
  const current = periodMs === 0 ? Number.POSITIVE_INFINITY : 1_000 / periodMs;
  const next =
    direction === 'faster'
      ? beatsPerSecondSteps.find((step) => step > current * (1 + tolerance))
      : beatsPerSecondSteps.findLast((step) => step < current * (1 - tolerance));
  if (next !== undefined) return 1_000 / next;
  return direction === 'faster' ? 0 : periodMs;
}
