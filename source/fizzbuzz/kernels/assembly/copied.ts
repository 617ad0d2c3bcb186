// Double buffering around `classify` and `copy` of any width.

type Classify = (source: usize, target: usize, count: u32) => void;
type Copy = (source: usize, target: usize, count: u32) => void;

/**
 * Classifies through two buffers, `bufferWords` words at a time: copies the source into `input`,
 * classifies `input` into `output`, and copies `output` into the target.
 */
// @ts-ignore: decorator
@inline
export function classifyThroughBuffers(
  classify: Classify,
  copy: Copy,
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
