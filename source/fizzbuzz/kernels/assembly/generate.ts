// Numbers in ascending order, in vectors.
import {turnWords} from './vectors';

const offsets = memory.data<u64>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 16);

/**
 * Writes first, first + 1 … into `count` words. `first` is passed as its lower and upper 32 bits.
 */
export function generate(target: usize, count: u32, firstLow: u32, firstHigh: u32): void {
  const offset0 = v128.load(offsets);
  const offset2 = v128.load(offsets, 16);
  const offset4 = v128.load(offsets, 32);
  const offset6 = v128.load(offsets, 48);
  const offset8 = v128.load(offsets, 64);
  const offset10 = v128.load(offsets, 80);
  const offset12 = v128.load(offsets, 96);
  const offset14 = v128.load(offsets, 112);
  const vectorEnd = target + (<usize>(count & ~(turnWords - 1)) << 3);
  let value = (<u64>firstHigh << 32) | <u64>firstLow;
  let at = target;
  for (; at < vectorEnd; at += 128, value += turnWords) {
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
  for (const end = target + (<usize>count << 3); at < end; at += 8) store<u64>(at, value++);
}
