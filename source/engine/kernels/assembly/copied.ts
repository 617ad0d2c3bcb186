// Double buffering, around any width of classify.

type Classify = (source: usize, target: usize, count: u32) => void;

/** Classifies by copying `bufferWords` at a time into `input`, from there into `output`, and that into the target. */
export function classifyThroughBuffers(
  classify: Classify,
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
    memory.copy(input, source + at, <usize>words << 3);
    classify(input, output, words);
    memory.copy(target + at, output, <usize>words << 3);
  }
}
