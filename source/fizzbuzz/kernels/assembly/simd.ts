// The kernels in vectors. This file is compiled twice: to 128-bit kernels for every machine with
// SIMD, and, with relaxed SIMD enabled, to 256-bit kernels for x64 (see `isWide`).
//
// What V8 needs. `npm run kernels:code` shows what it emits.
//
// - V8 merges two equal operations on neighbouring vectors into one 256-bit operation
//   (--experimental-wasm-revectorize). It starts from two adjacent stores, also from stores after
//   a loop of what the loop has added up. The loops therefore have two halves, the even vectors (E)
//   and the odd vectors (O).
// - Of two adjacent stores, the upper comes first. With the lower first, V8 emits a 128-bit store
//   beside the 256-bit one.
// - The loads of an iteration precede its stores. V8 does not merge two loads across a store.
// - V8 makes a literal vector again in each iteration. The constants are therefore in memory, in
//   the module's data segment. `load32_splat` before the loop serves both halves and both widths.
// - V8 has fifteen registers for vectors. The loop of `classify` needs all of them: one constant
//   more is a store to the stack and a load in each iteration.
import {classifyWords} from './divisibility';

/** Whether this module is the 256-bit one. */
const isWide: bool = ASC_FEATURE_RELAXED_SIMD;

const constants = memory.data<u32>(
  [
    0x01010101, 0x02020202, 0x03030303, 0x00010001, 0xaaabaaab, 0xcccdcccd, 0x22a822a8, 0x41984198,
    0xc0000000,
  ],
  4,
);
const bytes1 = constants;
const bytes2 = constants + 4;
const bytes3 = constants + 8;
const ones = constants + 12;
/** The inverses of 3 and 5 modulo 2^16. */
const inverses3 = constants + 16;
const inverses5 = constants + 20;
/**
 * The limits: the greatest product of a divisible sum (680 = 2040 / 3, 408 = 2040 / 5) plus the
 * flag, which is bit 13 for 3 and bit 14 for 5.
 */
const limits3 = constants + 24;
const limits5 = constants + 28;
/** Bits 62 and 63 of a word, in its upper half. */
const markBits = constants + 32;
const offsets = memory.data<u64>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 16);

/** Words per iteration of the loops of `generate`, `classify` and the copies. */
const turnWords: u32 = 16;

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

/** Returns the lower halves of four words in two vectors. */
// @ts-ignore: decorator
@inline
function lowerHalves(first: v128, second: v128): v128 {
  return i32x4.shuffle(first, second, 0, 2, 4, 6);
}

/** Returns the upper halves of four words in two vectors. */
// @ts-ignore: decorator
@inline
function upperHalves(first: v128, second: v128): v128 {
  return i32x4.shuffle(first, second, 1, 3, 5, 7);
}

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

/**
 * Copies `count` words, one vector at a time. A loop is faster than `memory.copy`, which is a call
 * out of Wasm: the processor continues the arithmetic of one buffer while the next buffer is still
 * being loaded. V8 does not merge these stores. For targets beyond the caches that is faster:
 * 256-bit stores took 1.5 times as long there.
 */
function copyVectors(source: usize, target: usize, count: u32): void {
  const vectorEnd = source + (<usize>(count & ~(turnWords - 1)) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 128, to += 128) {
    v128.store(to, v128.load(at));
    v128.store(to, v128.load(at, 16), 16);
    v128.store(to, v128.load(at, 32), 32);
    v128.store(to, v128.load(at, 48), 48);
    v128.store(to, v128.load(at, 64), 64);
    v128.store(to, v128.load(at, 80), 80);
    v128.store(to, v128.load(at, 96), 96);
    v128.store(to, v128.load(at, 112), 112);
  }
  copyWords(at, source + (<usize>count << 3), to);
}

/** Copies `count` words into a buffer that is in the cache. V8 merges these loads and stores. */
function copyPairs(source: usize, target: usize, count: u32): void {
  const vectorEnd = source + (<usize>(count & ~(turnWords - 1)) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 128, to += 128) {
    const aE = v128.load(at);
    const aO = v128.load(at, 16);
    v128.store(to, aO, 16);
    v128.store(to, aE);
    const bE = v128.load(at, 32);
    const bO = v128.load(at, 48);
    v128.store(to, bO, 48);
    v128.store(to, bE, 32);
    const cE = v128.load(at, 64);
    const cO = v128.load(at, 80);
    v128.store(to, cO, 80);
    v128.store(to, cE, 64);
    const dE = v128.load(at, 96);
    const dO = v128.load(at, 112);
    v128.store(to, dO, 112);
    v128.store(to, dE, 96);
  }
  copyWords(at, source + (<usize>count << 3), to);
}

/** Copies the words from `source` up to `end`. */
// @ts-ignore: decorator
@inline
function copyWords(source: usize, end: usize, target: usize): void {
  for (let at = source, to = target; at < end; at += 8, to += 8) store<u64>(to, load<u64>(at));
}

/** Copies `count` words. In 128 bits, vectors in pairs are slower. */
export function copy(source: usize, target: usize, count: u32): void {
  if (isWide) copyPairs(source, target, count);
  else copyVectors(source, target, count);
}

/**
 * Classifies like `classify`, through two buffers of `bufferWords` words: copies the source into
 * `input`, classifies `input` into `output`, and copies `output` into the target.
 */
export function classifyCopied(
  source: usize,
  target: usize,
  count: u32,
  input: usize,
  output: usize,
  bufferWords: u32,
): void {
  for (let done: u32 = 0; done < count; done += bufferWords) {
    const words = min(bufferWords, count - done);
    const at = <usize>done << 3;
    copy(source + at, input, words);
    classify(input, output, words);
    copyVectors(output, target + at, words);
  }
}

/**
 * Iterations of the tally's loop after which its byte counters are summed. Each counter counts at
 * most one word an iteration, and the sum of two has to fit into a byte.
 */
const tallyTurnsMax: u32 = 127;

/** Returns the sum of sixteen byte lanes. */
// @ts-ignore: decorator
@inline
function total(lanes: v128): u32 {
  const pairs = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(lanes));
  return (
    i32x4.extract_lane(pairs, 0) +
    i32x4.extract_lane(pairs, 1) +
    i32x4.extract_lane(pairs, 2) +
    i32x4.extract_lane(pairs, 3)
  );
}

/** Returns the top two bits of each of four words, as 32-bit lanes. */
// @ts-ignore: decorator
@inline
function kinds(first: v128, second: v128): v128 {
  return i32x4.shr_u(upperHalves(first, second), 30);
}

/** Returns the top two bits of sixteen words as bytes. */
// @ts-ignore: decorator
@inline
function packKinds(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
}

/**
 * Counts the words with only bit 62, only bit 63, and both. Stores three 32-bit counts at `counts`.
 * The 96 bytes at `counts` also hold the byte counters after each stretch of the loop. If they were
 * added without being stored, V8 would split the 256-bit counters in each iteration.
 */
export function tally(source: usize, count: u32, counts: usize): void {
  const byte1 = v128.load32_splat(bytes1);
  const byte2 = v128.load32_splat(bytes2);
  const byte3 = v128.load32_splat(bytes3);
  let fizz: u32 = 0;
  let buzz: u32 = 0;
  let both: u32 = 0;
  let at = source;
  for (let turns = count >> 5; turns > 0; ) {
    let fizzesE = i64x2.splat(0);
    let fizzesO = i64x2.splat(0);
    let buzzesE = i64x2.splat(0);
    let buzzesO = i64x2.splat(0);
    let bothsE = i64x2.splat(0);
    let bothsO = i64x2.splat(0);
    const stretch = min(turns, tallyTurnsMax);
    for (const end = at + <usize>stretch * 256; at < end; at += 256) {
      const foundE = packKinds(
        kinds(v128.load(at), v128.load(at, 32)),
        kinds(v128.load(at, 64), v128.load(at, 96)),
        kinds(v128.load(at, 128), v128.load(at, 160)),
        kinds(v128.load(at, 192), v128.load(at, 224)),
      );
      const foundO = packKinds(
        kinds(v128.load(at, 16), v128.load(at, 48)),
        kinds(v128.load(at, 80), v128.load(at, 112)),
        kinds(v128.load(at, 144), v128.load(at, 176)),
        kinds(v128.load(at, 208), v128.load(at, 240)),
      );
      fizzesE = i8x16.sub(fizzesE, i8x16.eq(foundE, byte1));
      fizzesO = i8x16.sub(fizzesO, i8x16.eq(foundO, byte1));
      buzzesE = i8x16.sub(buzzesE, i8x16.eq(foundE, byte2));
      buzzesO = i8x16.sub(buzzesO, i8x16.eq(foundO, byte2));
      bothsE = i8x16.sub(bothsE, i8x16.eq(foundE, byte3));
      bothsO = i8x16.sub(bothsO, i8x16.eq(foundO, byte3));
    }
    v128.store(counts, fizzesO, 16);
    v128.store(counts, fizzesE);
    v128.store(counts, buzzesO, 48);
    v128.store(counts, buzzesE, 32);
    v128.store(counts, bothsO, 80);
    v128.store(counts, bothsE, 64);
    fizz += total(i8x16.add(v128.load(counts), v128.load(counts, 16)));
    buzz += total(i8x16.add(v128.load(counts, 32), v128.load(counts, 48)));
    both += total(i8x16.add(v128.load(counts, 64), v128.load(counts, 80)));
    turns -= stretch;
  }
  for (const end = source + (<usize>count << 3); at < end; at += 8) {
    const kind = <u32>(load<u64>(at) >> 62);
    fizz += <u32>(kind == 1);
    buzz += <u32>(kind == 2);
    both += <u32>(kind == 3);
  }
  store<u32>(counts, fizz, 0);
  store<u32>(counts, buzz, 4);
  store<u32>(counts, both, 8);
}
