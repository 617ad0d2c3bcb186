/**
 * The reference kernels, slow and simple, and the definition of a message.
 *
 * A message is one unsigned 64-bit word. Bits 0 to 61 are the value. Bit 62 is set when the value
 * is divisible by 3, and bit 63 when it is divisible by 5. Tests compare the compiled kernels with
 * the reference kernels, and so does the check of the compiled kernels at the start.
 */

import type {Kernels} from './kernels.ts';
import {messageBytes} from './limits.ts';

/** Bit 62 of a message: the value is divisible by 3. */
export const fizzBit = 1n << 62n;
/** Bit 63 of a message: the value is divisible by 5. */
const buzzBit = 1n << 63n;
/** Bits 0 to 61 of a message: the value. */
export const valueMask = fizzBit - 1n;

/** Returns the message for a value from 0 to 2^62 - 1. */
export function messageOf(value: bigint): bigint {
  return value | (value % 3n === 0n ? fizzBit : 0n) | (value % 5n === 0n ? buzzBit : 0n);
}

/** Creates the reference kernels, in plain TypeScript over the same memory, for comparison. */
export function referenceKernels(memory: WebAssembly.Memory): Kernels {
  const words = new BigUint64Array(memory.buffer);
  const counters = new Uint32Array(memory.buffer);
  const kernels: Kernels = {
    generate(target, count, firstLow, firstHigh, stride) {
      const first = (BigInt(firstHigh >>> 0) << 32n) + BigInt(firstLow >>> 0);
      for (let i = 0; i < count; i++) words[target / messageBytes + i] = first + BigInt(i * stride);
    },
    classify(source, target, count) {
      for (let i = 0; i < count; i++) {
        words[target / messageBytes + i] = messageOf(words[source / messageBytes + i] as bigint);
      }
    },
    copy(source, target, count) {
      words.copyWithin(target / messageBytes, source / messageBytes, source / messageBytes + count);
    },
    classifyCopied(source, target, count) {
      kernels.classify(source, target, count);
    },
    tally(source, count, counts) {
      const found = [0, 0, 0, 0];
      for (let i = 0; i < count; i++) {
        const kind = Number((words[source / messageBytes + i] as bigint) >> 62n);
        found[kind] = (found[kind] as number) + 1;
      }
      counters.set(found.slice(1), counts / 4);
    },
  };
  return kernels;
}
