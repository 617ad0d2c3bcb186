// Counts of marked words, in vectors.
import {upperHalves} from './vectors';
import {tallyWords} from './words';

const constants = memory.data<u32>([0x01010101, 0x02020202, 0x03030303], 4);
const bytes1 = constants;
const bytes2 = constants + 4;
const bytes3 = constants + 8;

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
  store<u32>(counts, fizz, 0);
  store<u32>(counts, buzz, 4);
  store<u32>(counts, both, 8);
  tallyWords(at, source + (<usize>count << 3), counts);
}
