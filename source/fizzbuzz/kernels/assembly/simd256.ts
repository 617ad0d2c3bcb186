// The kernels in pairs of 128-bit vectors. V8's revectorizer (--experimental-wasm-revectorize)
// merges each pair of equal operations that ends in two adjacent stores into one 256-bit operation.
// The classify loop therefore has two interleaved halves, the even vectors (E) and the odd vectors
// (O). Each operation of one half is next to the same operation of the other half.
import {classifyThroughBuffers} from './copied';
import {classifyWords} from './divisibility';
import {
  bits3, bits5, byteSums, copy, inverses3, inverses5, limits3, limits5, marks, ones, uppers,
} from './vectors';

export {generate, tally} from './vectors';

/** Words per iteration of the loop. */
const turnWords: u32 = 16;

/**
 * Writes each source word with bit 62 set if it is a multiple of 3, and bit 63 set if it is a
 * multiple of 5.
 */
export function classify(source: usize, target: usize, count: u32): void {
  const oneE = v128.load(ones);
  const oneO = v128.load(ones, 16);
  const inverse3E = v128.load(inverses3);
  const inverse3O = v128.load(inverses3, 16);
  const inverse5E = v128.load(inverses5);
  const inverse5O = v128.load(inverses5, 16);
  const limit3E = v128.load(limits3);
  const limit3O = v128.load(limits3, 16);
  const limit5E = v128.load(limits5);
  const limit5O = v128.load(limits5, 16);
  const bit3E = v128.load(bits3);
  const bit3O = v128.load(bits3, 16);
  const bit5E = v128.load(bits5);
  const bit5O = v128.load(bits5, 16);
  const upperE = v128.load(uppers);
  const upperO = v128.load(uppers, 16);
  const zero = i64x2.splat(0);
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
    // The sums of a and b are in the lower halves of the 32-bit lanes, those of c and d in the
    // upper.
    const sumsE = v128.or(byteSums(aE, bE, oneE), i32x4.shl(byteSums(cE, dE, oneE), 16));
    const sumsO = v128.or(byteSums(aO, bO, oneO), i32x4.shl(byteSums(cO, dO, oneO), 16));
    const foundE = marks(sumsE, inverse3E, inverse5E, limit3E, limit5E, bit3E, bit5E);
    const foundO = marks(sumsO, inverse3O, inverse5O, limit3O, limit5O, bit3O, bit5O);
    const lowerE = i32x4.shl(foundE, 16);
    const lowerO = i32x4.shl(foundO, 16);
    const higherE = v128.and(foundE, upperE);
    const higherO = v128.and(foundO, upperO);
    v128.store(to, v128.or(aE, i32x4.shuffle(zero, lowerE, 0, 4, 1, 5)));
    v128.store(to, v128.or(aO, i32x4.shuffle(zero, lowerO, 0, 4, 1, 5)), 16);
    v128.store(to, v128.or(bE, i32x4.shuffle(zero, lowerE, 2, 6, 3, 7)), 32);
    v128.store(to, v128.or(bO, i32x4.shuffle(zero, lowerO, 2, 6, 3, 7)), 48);
    v128.store(to, v128.or(cE, i32x4.shuffle(zero, higherE, 0, 4, 1, 5)), 64);
    v128.store(to, v128.or(cO, i32x4.shuffle(zero, higherO, 0, 4, 1, 5)), 80);
    v128.store(to, v128.or(dE, i32x4.shuffle(zero, higherE, 2, 6, 3, 7)), 96);
    v128.store(to, v128.or(dO, i32x4.shuffle(zero, higherO, 2, 6, 3, 7)), 112);
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
