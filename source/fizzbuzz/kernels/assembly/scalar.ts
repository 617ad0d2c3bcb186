// The kernels without SIMD, for machines that do not have it. Offsets are bytes in the shared
// memory. Counts are words.
import {classifyWords, tallyWords} from './words';

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
  let value = (<u64>firstHigh << 32) | <u64>firstLow;
  const end = target + (<usize>count << 3);
  for (let at = target; at < end; at += 8, value += stride) store<u64>(at, value);
}

/**
 * Writes each source word with bit 62 set if it is a multiple of 3, and bit 63 set if it is a
 * multiple of 5.
 */
export function classify(source: usize, target: usize, count: u32): void {
  classifyWords(source, source + (<usize>count << 3), target);
}

/** Copies `count` words. */
export function copy(source: usize, target: usize, count: u32): void {
  memory.copy(target, source, <usize>count << 3);
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
  for (let done: u32 = 0; done < count; done += bufferWords) {
    const words = min(bufferWords, count - done);
    const at = <usize>done << 3;
    copy(source + at, input, words);
    classify(input, output, words);
    copy(output, target + at, words);
  }
}

/**
 * Counts the words with only bit 62, only bit 63, and both. Stores three 32-bit counts at `counts`.
 */
export function tally(source: usize, count: u32, counts: usize): void {
  memory.fill(counts, 0, 12);
  tallyWords(source, source + (<usize>count << 3), counts);
}
