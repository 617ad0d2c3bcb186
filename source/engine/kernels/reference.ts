/**
 * The slow, obvious twin of the kernels, and the definition of a message.
 *
 * A message is one unsigned 64-bit word: bits 0 to 61 the value, bit 62 set when it is divisible by 3, bit 63 when by 5.
 * Tests, and the check that compiled kernels pass at the start, compare against these.
 */
import {wordBytes} from '../limits.ts';
import type {Kernels} from './kernels.ts';

export const fizzBit = 1n << 62n;
const buzzBit = 1n << 63n;
export const valueMask = fizzBit - 1n;

/** The message for a value below 2^62. */
export function messageOf(value: bigint): bigint {
  return value | (value % 3n === 0n ? fizzBit : 0n) | (value % 5n === 0n ? buzzBit : 0n);
}

/** The kernels in plain TypeScript over the same memory, for comparison. */
export function referenceKernels(memory: WebAssembly.Memory): Kernels {
  const words = new BigUint64Array(memory.buffer);
  const counters = new Uint32Array(memory.buffer);
  const kernels: Kernels = {
    generate(target, count, firstLow, firstHigh) {
      const first = (BigInt(firstHigh >>> 0) << 32n) + BigInt(firstLow >>> 0);
      for (let i = 0; i < count; i++) words[target / wordBytes + i] = first + BigInt(i);
    },
    classify(source, target, count) {
      for (let i = 0; i < count; i++) {
        words[target / wordBytes + i] = messageOf(words[source / wordBytes + i] as bigint);
      }
    },
    classifyCopied(source, target, count) {
      kernels.classify(source, target, count);
    },
    tally(source, count, counts) {
      const found = [0, 0, 0, 0];
      for (let i = 0; i < count; i++) {
        const kind = Number((words[source / wordBytes + i] as bigint) >> 62n);
        found[kind] = (found[kind] as number) + 1;
      }
      counters.set(found.slice(1), counts / 4);
    },
  };
  return kernels;
}
