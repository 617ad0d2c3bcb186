// The kernels in vectors. This module is compiled twice: to 128-bit kernels for every machine with
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
import {classify} from './classify';
import {copy, copyVectors} from './copy';

export {classify} from './classify';
export {copy} from './copy';
export {generate} from './generate';
export {tally} from './tally';

/**
 * Classifies like `classify`, through two buffers of `bufferWords` words: copies the source into
 * `input`, classifies `input` into `output`, and copies `output` into the target. The scalar
 * kernels have a loop of their own: functions as arguments are calls through a table, which took
 * 15 % here.
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
