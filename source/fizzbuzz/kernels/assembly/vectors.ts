// What the vector kernels share.

/** Whether this module is the 256-bit one. */
export const isWide: bool = ASC_FEATURE_RELAXED_SIMD;

/** Words per iteration of the loops of `generate`, `classify` and the copies. */
export const turnWords: u32 = 16;

/** Returns the lower halves of four words in two vectors. */
// @ts-ignore: decorator
@inline
export function lowerHalves(first: v128, second: v128): v128 {
  return i32x4.shuffle(first, second, 0, 2, 4, 6);
}

/** Returns the upper halves of four words in two vectors. */
// @ts-ignore: decorator
@inline
export function upperHalves(first: v128, second: v128): v128 {
  return i32x4.shuffle(first, second, 1, 3, 5, 7);
}
