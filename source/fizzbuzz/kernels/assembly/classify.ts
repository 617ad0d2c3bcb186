// The classification of words, in vectors.
import {isWide, lowerHalves, turnWords, upperHalves} from './vectors';
import {classifyWords} from './words';

const constants = memory.data<u32>(
  [0x01010101, 0x00010001, 0xaaabaaab, 0xcccdcccd, 0x22a822a8, 0x41984198, 0xc0000000],
  4,
);
const bytes1 = constants;
const ones = constants + 4;
/** The inverses of 3 and 5 modulo 2^16. */
const inverses3 = constants + 8;
const inverses5 = constants + 12;
/**
 * The limits: the greatest product of a divisible sum (680 = 2040 / 3, 408 = 2040 / 5) plus the
 * flag, which is bit 13 for 3 and bit 14 for 5.
 */
const limits3 = constants + 16;
const limits5 = constants + 20;
/** Bits 62 and 63 of a word, in its upper half. */
const markBits = constants + 24;

/**
 * Returns the sums of the bytes of four words: two 16-bit lanes a word, each at most 1,020.
 *
 * On x64, the relaxed dot product takes its second operand as unsigned bytes. It is then one
 * instruction. The result for bytes above 127 differs on other processors. The 256-bit kernels do
 * not run there, and the check at the start would find it.
 */
// @ts-ignore: decorator
@inline
function byteSums(lower: v128, upper: v128, byte1: v128): v128 {
  if (isWide) {
    return i16x8.add(
      i16x8.relaxed_dot_i8x16_i7x16_s(byte1, lower),
      i16x8.relaxed_dot_i8x16_i7x16_s(byte1, upper),
    );
  }
  return i16x8.add(
    i16x8.extadd_pairwise_i8x16_u(lower),
    i16x8.extadd_pairwise_i8x16_u(upper),
  );
}

/**
 * Returns flags in 16-bit lanes: bit 13 is set where a word is divisible by 3, bit 14 where it is
 * divisible by 5. The lower lanes belong to the words of `first`, the upper lanes to those of
 * `second`. Bit 15 is clear. Bits 0 to 12 have no meaning.
 *
 * 256 is 1 modulo 3 and modulo 5. A word and the sum of its bytes therefore have the same
 * remainder. The product of a sum and the inverse of 3 is at most 680 when 3 divides the sum, and
 * otherwise at least 0x5556 (for 5: 408 and 0x3334). The product is subtracted, with saturation,
 * from the greatest product plus the flag. What is left has the flag exactly when the sum is
 * divisible, and is below 0x2000 otherwise.
 */
// @ts-ignore: decorator
@inline
function flags(
  first: v128,
  second: v128,
  one: v128,
  inverse3: v128,
  inverse5: v128,
  limit3: v128,
  limit5: v128,
): v128 {
  const sums = v128.or(
    i32x4.dot_i16x8_s(first, one),
    i32x4.shl(i32x4.dot_i16x8_s(second, one), 16),
  );
  return v128.or(
    i16x8.sub_sat_u(limit3, i16x8.mul(sums, inverse3)),
    i16x8.sub_sat_u(limit5, i16x8.mul(sums, inverse5)),
  );
}

/** Sets bits 62 and 63 in the upper halves of words, from flags shifted by `shift` to the top. */
// @ts-ignore: decorator
@inline
function mark(upper: v128, found: v128, shift: i32, markBit: v128): v128 {
  return v128.or(upper, v128.and(i32x4.shl(found, shift), markBit));
}

/** Returns the first two of four words in halves. */
// @ts-ignore: decorator
@inline
function firstWords(lower: v128, upper: v128): v128 {
  return i32x4.shuffle(lower, upper, 0, 4, 1, 5);
}

/** Returns the last two of four words in halves. */
// @ts-ignore: decorator
@inline
function lastWords(lower: v128, upper: v128): v128 {
  return i32x4.shuffle(lower, upper, 2, 6, 3, 7);
}

/**
 * Writes each source word with bit 62 set if it is a multiple of 3, and bit 63 set if it is a
 * multiple of 5.
 */
export function classify(source: usize, target: usize, count: u32): void {
  const byte1 = v128.load32_splat(bytes1);
  const one = v128.load32_splat(ones);
  const inverse3 = v128.load32_splat(inverses3);
  const inverse5 = v128.load32_splat(inverses5);
  const limit3 = v128.load32_splat(limits3);
  const limit5 = v128.load32_splat(limits5);
  const markBit = v128.load32_splat(markBits);
  const vectorEnd = source + (<usize>(count & ~(turnWords - 1)) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 128, to += 128) {
    const aE = v128.load(at);
    const aO = v128.load(at, 16);
    const bE = v128.load(at, 32);
    const bO = v128.load(at, 48);
    const cE = v128.load(at, 64);
    const cO = v128.load(at, 80);
    const dE = v128.load(at, 96);
    const dO = v128.load(at, 112);
    // The lower and upper halves of the words of a and b (1), and of c and d (2).
    const lower1E = lowerHalves(aE, bE);
    const lower1O = lowerHalves(aO, bO);
    const lower2E = lowerHalves(cE, dE);
    const lower2O = lowerHalves(cO, dO);
    const upper1E = upperHalves(aE, bE);
    const upper1O = upperHalves(aO, bO);
    const upper2E = upperHalves(cE, dE);
    const upper2O = upperHalves(cO, dO);
    const sums1E = byteSums(lower1E, upper1E, byte1);
    const sums1O = byteSums(lower1O, upper1O, byte1);
    const sums2E = byteSums(lower2E, upper2E, byte1);
    const sums2O = byteSums(lower2O, upper2O, byte1);
    const foundE = flags(sums1E, sums2E, one, inverse3, inverse5, limit3, limit5);
    const foundO = flags(sums1O, sums2O, one, inverse3, inverse5, limit3, limit5);
    const marked1E = mark(upper1E, foundE, 17, markBit);
    const marked1O = mark(upper1O, foundO, 17, markBit);
    const marked2E = mark(upper2E, foundE, 1, markBit);
    const marked2O = mark(upper2O, foundO, 1, markBit);
    v128.store(to, firstWords(lower1O, marked1O), 16);
    v128.store(to, firstWords(lower1E, marked1E));
    v128.store(to, lastWords(lower1O, marked1O), 48);
    v128.store(to, lastWords(lower1E, marked1E), 32);
    v128.store(to, firstWords(lower2O, marked2O), 80);
    v128.store(to, firstWords(lower2E, marked2E), 64);
    v128.store(to, lastWords(lower2O, marked2O), 112);
    v128.store(to, lastWords(lower2E, marked2E), 96);
  }
  classifyWords(at, source + (<usize>count << 3), to);
}
