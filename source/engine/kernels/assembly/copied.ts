// Double buffering, around any width of classify and of copy.

type Classify = (source: usize, target: usize, count: u32) => void;
type Copy = (source: usize, target: usize, count: u32) => void;

/** Classifies by copying `bufferWords` at a time into `input`, from there into `output`, and that into the target. */
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
