// The code that both SIMD widths share: the constants, generate, tally, copy, and the arithmetic of
// classify.
//
// V8 materializes a literal vector again in each iteration of a loop. The constants are therefore
// in memory, initialized by the module's data segment, and are loaded once before each loop. Each
// constant of classify is stored twice in a row, for loops that are written as two interleaved
// halves.

/** Ones, for the dot product that adds adjacent 16-bit lanes. */
export const ones = memory.data<u16>([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 32);
/** The inverses of 3 and 5 modulo 2^16. */
export const inverses3 = memory.data<u16>([
  0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab,
  0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab, 0xaaab,
], 32);
export const inverses5 = memory.data<u16>([
  0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd,
  0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd, 0xcccd,
], 32);
/**
 * The limits: the greatest product of a divisible sum (680 = 2040 / 3, 408 = 2040 / 5) plus the
 * mark bit.
 */
export const limits3 = memory.data<u16>([
  0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8,
  0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8, 0x42a8,
], 32);
export const limits5 = memory.data<u16>([
  0x8198, 0x8198, 0x8198, 0x8198, 0x8198, 0x8198, 0x8198, 0x8198,
  0x8198, 0x8198, 0x8198, 0x8198, 0x8198, 0x8198, 0x8198, 0x8198,
], 32);
export const bits3 = memory.data<u16>([
  0x4000, 0x4000, 0x4000, 0x4000, 0x4000, 0x4000, 0x4000, 0x4000,
  0x4000, 0x4000, 0x4000, 0x4000, 0x4000, 0x4000, 0x4000, 0x4000,
], 32);
export const bits5 = memory.data<u16>([
  0x8000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000,
  0x8000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000, 0x8000,
], 32);
/** The upper half of each 32-bit lane. */
export const uppers = memory.data<u16>([
  0, 0xffff, 0, 0xffff, 0, 0xffff, 0, 0xffff, 0, 0xffff, 0, 0xffff, 0, 0xffff, 0, 0xffff,
], 32);
const bytes1 = memory.data<u8>([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 16);
const bytes2 = memory.data<u8>([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 16);
const bytes3 = memory.data<u8>([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 16);
const steps = memory.data<u64>([8, 8], 16);

const vectorBytes: usize = 16;

/**
 * Returns the sum of the eight bytes of each of four words, as 32-bit lanes. Each sum is at most
 * 2,040.
 *
 * 256 is 1 modulo 3 and modulo 5. A word and the sum of its bytes therefore have the same
 * remainder.
 */
// @ts-ignore: decorator
@inline
export function byteSums(first: v128, second: v128, one: v128): v128 {
  const quarters = i16x8.narrow_i32x4_s(
    i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_u(first), one),
    i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_u(second), one),
  );
  return i32x4.dot_i16x8_s(quarters, one);
}

/**
 * Returns the marks of eight byte sums in 16-bit lanes: bit 14 is set where the sum is divisible by
 * 3, bit 15 where it is divisible by 5.
 *
 * The product of a sum and the inverse of 3 is at most 680 when 3 divides the sum, and otherwise at
 * least 0x5556 (for 5: 408 and 0x3334). The product is subtracted, with saturation, from the
 * greatest product plus the mark bit. The difference has the mark bit set exactly when the sum is
 * divisible.
 */
// @ts-ignore: decorator
@inline
export function marks(
  sums: v128,
  inverse3: v128,
  inverse5: v128,
  limit3: v128,
  limit5: v128,
  bit3: v128,
  bit5: v128,
): v128 {
  const by3 = i16x8.sub_sat_u(limit3, i16x8.mul(sums, inverse3));
  const by5 = i16x8.sub_sat_u(limit5, i16x8.mul(sums, inverse5));
  return v128.or(v128.and(by3, bit3), v128.and(by5, bit5));
}

/**
 * Writes first, first + 1 … into `count` words. `first` is passed as its lower and upper 32 bits.
 */
export function generate(target: usize, count: u32, firstLow: u32, firstHigh: u32): void {
  const start = (<u64>firstHigh << 32) | <u64>firstLow;
  const step = v128.load(steps);
  let a = i64x2.replace_lane(i64x2.splat(start), 1, start + 1);
  let b = i64x2.add(a, i64x2.splat(2));
  let c = i64x2.add(a, i64x2.splat(4));
  let d = i64x2.add(a, i64x2.splat(6));
  const vectorEnd = target + (<usize>(count & ~7) << 3);
  let at = target;
  for (; at < vectorEnd; at += 4 * vectorBytes) {
    v128.store(at, a);
    v128.store(at, b, 16);
    v128.store(at, c, 32);
    v128.store(at, d, 48);
    a = i64x2.add(a, step);
    b = i64x2.add(b, step);
    c = i64x2.add(c, step);
    d = i64x2.add(d, step);
  }
  let value = start + <u64>(count & ~7);
  for (const end = target + (<usize>count << 3); at < end; at += 8) store<u64>(at, value++);
}

/**
 * Copies `count` words. For few words, a loop is faster than `memory.copy`, which is a call out of
 * Wasm. With a loop, the processor continues the arithmetic of one buffer while the next buffer is
 * still being loaded from memory.
 */
export function copy(source: usize, target: usize, count: u32): void {
  const end = source + (<usize>count << 3);
  const vectorEnd = source + (<usize>(count & ~15) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 128, to += 128) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const e = v128.load(at, 64);
    const f = v128.load(at, 80);
    const g = v128.load(at, 96);
    const h = v128.load(at, 112);
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    v128.store(to, e, 64);
    v128.store(to, f, 80);
    v128.store(to, g, 96);
    v128.store(to, h, 112);
  }
  for (; at < end; at += 8, to += 8) store<u64>(to, load<u64>(at));
}

/**
 * Iterations of the tally's loop after which its byte counters are summed, before they overflow.
 */
const turnsMax: u32 = 255;

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
function kinds(at: usize): v128 {
  return i32x4.shr_u(i32x4.shuffle(v128.load(at), v128.load(at, 16), 1, 3, 5, 7), 30);
}

/**
 * Counts the words with only bit 62, only bit 63, and both. Stores three 32-bit counts at `counts`.
 */
export function tally(source: usize, count: u32, counts: usize): void {
  const one = v128.load(bytes1);
  const two = v128.load(bytes2);
  const three = v128.load(bytes3);
  let fizz: u32 = 0;
  let buzz: u32 = 0;
  let both: u32 = 0;
  let at = source;
  for (let turns = count >> 4; turns > 0; ) {
    let fizzes = i64x2.splat(0);
    let buzzes = i64x2.splat(0);
    let boths = i64x2.splat(0);
    const stretch = min(turns, turnsMax);
    const end = at + <usize>stretch * 128;
    for (; at < end; at += 128) {
      const found = i8x16.narrow_i16x8_u(
        i16x8.narrow_i32x4_s(kinds(at), kinds(at + 32)),
        i16x8.narrow_i32x4_s(kinds(at + 64), kinds(at + 96)),
      );
      fizzes = i8x16.sub(fizzes, i8x16.eq(found, one));
      buzzes = i8x16.sub(buzzes, i8x16.eq(found, two));
      boths = i8x16.sub(boths, i8x16.eq(found, three));
    }
    fizz += total(fizzes);
    buzz += total(buzzes);
    both += total(boths);
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
