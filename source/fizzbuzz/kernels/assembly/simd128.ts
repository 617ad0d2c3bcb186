// The kernels in 128-bit vectors.
import {classifyThroughBuffers} from './copied';
import {classifyWords} from './divisibility';
import {
  bits3, bits5, byteSums, copy, inverses3, inverses5, limits3, limits5, marks, ones, uppers,
} from './vectors';

export {generate, tally} from './vectors';

/** Words per iteration of the loop. */
const turnWords: u32 = 8;

/**
 * Writes each source word with bit 62 set if it is a multiple of 3, and bit 63 set if it is a
 * multiple of 5.
 */
export function classify(source: usize, target: usize, count: u32): void {
  const one = v128.load(ones);
  const inverse3 = v128.load(inverses3);
  const inverse5 = v128.load(inverses5);
  const limit3 = v128.load(limits3);
  const limit5 = v128.load(limits5);
  const bit3 = v128.load(bits3);
  const bit5 = v128.load(bits5);
  const upper = v128.load(uppers);
  const zero = i64x2.splat(0);
  const vectorEnd = source + (<usize>(count & ~(turnWords - 1)) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 64, to += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    // The sums of a and b are in the lower halves of the 32-bit lanes, those of c and d in the
    // upper.
    const sums = v128.or(byteSums(a, b, one), i32x4.shl(byteSums(c, d, one), 16));
    const found = marks(sums, inverse3, inverse5, limit3, limit5, bit3, bit5);
    const lower = i32x4.shl(found, 16);
    const higher = v128.and(found, upper);
    v128.store(to, v128.or(a, i32x4.shuffle(zero, lower, 0, 4, 1, 5)));
    v128.store(to, v128.or(b, i32x4.shuffle(zero, lower, 2, 6, 3, 7)), 16);
    v128.store(to, v128.or(c, i32x4.shuffle(zero, higher, 0, 4, 1, 5)), 32);
    v128.store(to, v128.or(d, i32x4.shuffle(zero, higher, 2, 6, 3, 7)), 48);
  }
  classifyWords(at, source + (<usize>count << 3), to);
}

/** Classifies like `classify`, through two buffers of `bufferWords` words. */
export function classifyCopied(
  source: usize,
  target: usize,
  count: u32,
  input: usize,
  output: usize,
  bufferWords: u32,
): void {
  classifyThroughBuffers(classify, copy, source, target, count, input, output, bufferWords);
}
