import type {Slice} from '../../engine/index.ts';
import type {Kernels} from '../kernels/kernels.ts';
import {bufferMessages} from '../kernels/limits.ts';

/** The two buffers of double-buffer mode, as byte offsets. */
export interface TransformBuffers {
  readonly inputByte: number;
  readonly outputByte: number;
}

/**
 * Converts the values of `source` to the FizzBuzz messages of `target`, which has the same count.
 * It works in spans that are contiguous in both rings. The rings may wrap at different words.
 * @param buffers the values are copied to them and back; without them, both rings are used in place
 */
export function transform(
  kernels: Kernels,
  source: Slice,
  target: Slice,
  buffers: TransformBuffers | undefined,
): void {
  const {count} = source;
  for (let finished = 0; finished < count; ) {
    const span = Math.min(source.contiguousFrom(finished), target.contiguousFrom(finished));
    const [from, to] = [source.offsetOf(finished), target.offsetOf(finished)];
    if (buffers !== undefined) {
      // lesson: double buffering
      const {inputByte, outputByte} = buffers;
      kernels.classifyCopied(from, to, span, inputByte, outputByte, bufferMessages);
    } else {
      // lesson: zero copy
      kernels.classify(from, to, span);
    }
    finished += span;
  }
}
