// Each kernel of each width against its reference, over the whole 62-bit range and every length
// near a boundary.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {KernelsUnavailableError} from '../../../source/fizzbuzz/kernels/errors.ts';
import {
  type CompiledKernels,
  instantiateKernels,
  type Kernels,
  kernelWidths,
} from '../../../source/fizzbuzz/kernels/kernels.ts';
import {kernelDataEndByte} from '../../../source/fizzbuzz/kernels/limits.ts';
import {fizzBit, messageOf, referenceKernels} from '../../../source/fizzbuzz/kernels/reference.ts';
import {compileKernels, selectKernels} from '../../../source/fizzbuzz/kernels/select.ts';

const wordsMax = 5_000;
const bufferWords = 64;
const guard = 0xdead_beefn;

/** Memory for a source, a target, the reference's target, two buffers and counts. */
class Bench {
  readonly kernels: Kernels;
  readonly references: Kernels;
  readonly source = kernelDataEndByte;
  readonly target = this.source + (wordsMax + 8) * 8;
  readonly expected = this.target + (wordsMax + 8) * 8;
  readonly input = this.expected + (wordsMax + 8) * 8;
  readonly output = this.input + bufferWords * 8;
  readonly counts = this.output + bufferWords * 8;
  readonly #memory = new WebAssembly.Memory({initial: 4, maximum: 4, shared: true});

  constructor(compiled: CompiledKernels) {
    this.kernels = instantiateKernels(compiled, this.#memory);
    this.references = referenceKernels(this.#memory);
  }

  words(offset: number, count: number): BigUint64Array {
    return new BigUint64Array(this.#memory.buffer, offset, count);
  }

  tallies(kernels: Kernels, count: number): number[] {
    kernels.tally(this.source, count, this.counts);
    return [...new Uint32Array(this.#memory.buffer, this.counts, 3)];
  }

  /** Runs `write` with both kernels, with a guard word behind each target. Returns both results. */
  compare(count: number, write: (kernels: Kernels, target: number) => void): bigint[][] {
    return [this.kernels, this.references].map((kernels, place) => {
      const target = place === 0 ? this.target : this.expected;
      this.words(target, count + 1).fill(0n);
      this.words(target, count + 1)[count] = guard;
      write(kernels, target);
      return [...this.words(target, count + 1)];
    });
  }
}

/** Lengths next to each multiple of a lane, a loop's step, a buffer and a stretch of the tally. */
const boundaries = [1, 2, 4, 8, 16, 32, bufferWords, 2 * bufferWords, 1_024, 127 * 32, 4_096];
const lengths = [...new Set([0, ...boundaries.flatMap((n) => [n - 1, n, n + 1, n + 3])])];

const available = kernelWidths.filter((width) => {
  try {
    compileKernels(width);
    return true;
  } catch {
    return false;
  }
});

test('there are at least scalar and 128-bit kernels on every machine that tests run on', () => {
  expect(available).toEqual(expect.arrayContaining(['128', 'scalar']));
});

describe.each(available)('%s kernels', (width) => {
  const bench = new Bench(compileKernels(width));
  const word = fc.bigInt({min: 0n, max: fizzBit - 1n});
  const anyWords = fc.array(word, {minLength: 0, maxLength: 300});

  test('classify any words of 62 bits as their references do', () => {
    fc.assert(
      fc.property(anyWords, (values) => {
        bench.words(bench.source, values.length).set(values);
        const [got, wanted] = bench.compare(values.length, (kernels, target) =>
          kernels.classify(bench.source, target, values.length),
        );
        expect(got).toEqual(wanted);
      }),
    );
  });

  test('classify around multiples of 15 at every power of two', () => {
    const values: bigint[] = [];
    for (let bit = 4n; bit < 62n; bit++) {
      const near = ((1n << bit) / 15n) * 15n;
      for (let step = -15n; step <= 15n; step++) values.push(near + step);
    }
    const legal = values.filter((value) => value >= 0n && value < fizzBit);
    bench.words(bench.source, legal.length).set(legal);
    bench.kernels.classify(bench.source, bench.target, legal.length);
    expect([...bench.words(bench.target, legal.length)]).toEqual(legal.map(messageOf));
  });

  test.each(lengths)('do exactly %i words, and none behind them', (count) => {
    const generated = bench.compare(count, (kernels, target) =>
      kernels.generate(target, count, -7, 2 ** 19, 1),
    );
    const dealt = bench.compare(count, (kernels, target) =>
      kernels.generate(target, count, -7, 2 ** 19, 64),
    );
    expect(dealt[0]).toEqual(dealt[1]);
    expect(generated[0]).toEqual(generated[1]);
    bench.words(bench.source, count).set(generated[0]?.slice(0, count) ?? []);
    const classified = bench.compare(count, (kernels, target) =>
      kernels.classify(bench.source, target, count),
    );
    expect(classified[0]).toEqual(classified[1]);
    const plain = bench.compare(count, (kernels, target) =>
      kernels.copy(bench.source, target, count),
    );
    expect(plain[0]).toEqual(plain[1]);
    const copied = bench.compare(count, (kernels, target) =>
      kernels.classifyCopied(bench.source, target, count, bench.input, bench.output, bufferWords),
    );
    expect(copied[0]).toEqual(copied[1]);
    bench.words(bench.source, count).set(classified[0]?.slice(0, count) ?? []);
    expect(bench.tallies(bench.kernels, count)).toEqual(bench.tallies(bench.references, count));
  });

  test('tally any mix of kinds as their references do', () => {
    const message = fc.bigInt({min: 0n, max: (1n << 64n) - 1n});
    fc.assert(
      fc.property(fc.array(message, {maxLength: 300}), (messages) => {
        bench.words(bench.source, messages.length).set(messages);
        const count = messages.length;
        expect(bench.tallies(bench.kernels, count)).toEqual(bench.tallies(bench.references, count));
      }),
    );
  });

  test('tally thousands of words of one kind without an overflow', () => {
    for (const kind of [0n, 1n, 2n, 3n]) {
      bench.words(bench.source, wordsMax).fill(kind << 62n);
      const expected = [1n, 2n, 3n].map((counted) => (counted === kind ? wordsMax : 0));
      expect(bench.tallies(bench.kernels, wordsMax)).toEqual(expected);
    }
  });
});

test('auto takes the widest that works', () => {
  expect(selectKernels('auto').width).toBe(available[0]);
});

test('kernels that this V8 cannot compile are refused in a sentence', () => {
  const original = Object.getOwnPropertyDescriptor(process, 'arch') as PropertyDescriptor;
  Object.defineProperty(process, 'arch', {...original, value: 'arm64'});
  try {
    expect(() => selectKernels('256')).toThrow(KernelsUnavailableError);
    expect(selectKernels('auto').width).toBe('128');
  } finally {
    Object.defineProperty(process, 'arch', original);
  }
});
