// Numbers of an arithmetic progression, in vectors.
import {turnWords} from './vectors';

const offsets = memory.data<u64>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 16);

/**
 * Writes first, first + stride … into `count` words. `first` is passed as its lower and upper 32
 * bits.
 */
export function generate(
  target: usize,
  count: u32,
  firstLow: u32,
  firstHigh: u32,
  stride: u32,
): void {
  const strides = i64x2.splat(stride);
  const offset0 = i64x2.mul(v128.load(offsets), strides);
  const offset2 = i64x2.mul(v128.load(offsets, 16), strides);
  const offset4 = i64x2.mul(v128.load(offsets, 32), strides);
  const offset6 = i64x2.mul(v128.load(offsets, 48), strides);
  const offset8 = i64x2.mul(v128.load(offsets, 64), strides);
  const offset10 = i64x2.mul(v128.load(offsets, 80), strides);
  const offset12 = i64x2.mul(v128.load(offsets, 96), strides);
  const offset14 = i64x2.mul(v128.load(offsets, 112), strides);
  const turnStride = <u64>stride * turnWords;
  const vectorEnd = target + (<usize>(count & ~(turnWords - 1)) << 3);
  let value = (<u64>firstHigh << 32) | <u64>firstLow;
  let at = target;
  for (; at < vectorEnd; at += 128, value += turnStride) {
    const first = i64x2.splat(value);
    v128.store(at, i64x2.add(first, offset2), 16);
    v128.store(at, i64x2.add(first, offset0));
    v128.store(at, i64x2.add(first, offset6), 48);
    v128.store(at, i64x2.add(first, offset4), 32);
    v128.store(at, i64x2.add(first, offset10), 80);
    v128.store(at, i64x2.add(first, offset8), 64);
    v128.store(at, i64x2.add(first, offset14), 112);
    v128.store(at, i64x2.add(first, offset12), 96);
  }
  for (const end = target + (<usize>count << 3); at < end; at += 8, value += stride) {
    store<u64>(at, value);
  }
}
