/** A channel above this fill, as a share of its capacity, is `high`. */
export const fillHigh = 0.6;
/** A channel above this fill is `full`. */
export const fillFull = 0.9;

/** The level of a channel's fill, as a word of the screen. */
export type FillLevel = 'ok' | 'high' | 'full';

/** Returns the level of a fill (0 to 1). */
export function fillLevel(fill: number): FillLevel {
  if (fill > fillFull) return 'full';
  return fill > fillHigh ? 'high' : 'ok';
}
