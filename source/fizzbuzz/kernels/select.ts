/**
 * Selects the kernels of a run: the requested width, or the widest that this V8 compiles and whose
 * results equal those of the reference kernels.
 */
import {readFileSync} from 'node:fs';
import {setFlagsFromString} from 'node:v8';
import {allocateMemory, errorMessage} from '../../engine/index.ts';
import {KernelsUnavailableError} from './errors.ts';
import {
  type CompiledKernels,
  instantiateKernels,
  type KernelWidth,
  kernelWidths,
} from './kernels.ts';
import {kernelDataEndByte, messageBytes, tallyBytes} from './limits.ts';
import {referenceKernels} from './reference.ts';

/**
 * The first major version of V8 that merges pairs of 128-bit operations into 256-bit operations, if
 * the flag below is set.
 */
const revectorizeSinceV8 = 13;
const revectorizeFlag = 'experimental-wasm-revectorize';

/**
 * Compiles and checks kernels.
 * @param wanted a width, or `auto` for the widest that works
 * @throws {KernelsUnavailableError} when the requested width, or for `auto` each width, does not
 *   work on this machine
 * @throws {OutOfMemoryError} when there is not enough memory for the check
 */
export function selectKernels(wanted: KernelWidth | 'auto'): CompiledKernels {
  const candidates = wanted === 'auto' ? kernelWidths : [wanted];
  let unavailable: KernelsUnavailableError | undefined;
  for (const width of candidates) {
    try {
      return compileKernels(width);
    } catch (error) {
      if (!(error instanceof KernelsUnavailableError)) throw error;
      unavailable = error;
    }
  }
  throw unavailable ?? new KernelsUnavailableError(wanted, 'there are none');
}

/**
 * Compiles the kernels of one width and checks them.
 * @throws {KernelsUnavailableError} when this V8 does not compile them, or when their results
 *   differ from those of the reference kernels
 * @throws {OutOfMemoryError} when there is not enough memory for the check
 */
export function compileKernels(width: KernelWidth): CompiledKernels {
  if (width === '256' && !canRevectorize()) {
    throw new KernelsUnavailableError(width, 'they need Node 24 or newer and AVX2');
  }
  // The compiler reads this flag. It also runs later, when a loop has become hot. The flag
  // therefore stays set for the life of the process.
  if (canRevectorize()) setFlagsFromString(`--${width === '256' ? '' : 'no-'}${revectorizeFlag}`);
  let compiled: CompiledKernels;
  try {
    compiled = {width, module: new WebAssembly.Module(readKernels(width))};
  } catch (error) {
    throw new KernelsUnavailableError(width, errorMessage(error));
  }
  const fault = findFault(compiled);
  if (fault !== undefined) throw new KernelsUnavailableError(width, fault);
  return compiled;
}

/**
 * Whether this V8 was built with a working revectorizer, and the processor has the instructions
 * that the revectorizer needs.
 */
function canRevectorize(): boolean {
  const [major] = process.versions.v8.split('.');
  const variables: Record<string, unknown> = process.config.variables;
  return (
    Number(major) >= revectorizeSinceV8 &&
    variables.v8_enable_wasm_simd256_revec === 1 &&
    process.arch === 'x64' &&
    hasAvx2()
  );
}

function hasAvx2(): boolean {
  try {
    return /\bavx2\b/.test(readFileSync('/proc/cpuinfo', 'latin1'));
  } catch {
    return false;
  }
}

/**
 * Reads the compiled kernels of one width, which are stored beside the program's code. The relative
 * path is valid from `source/` and from `dist/`.
 */
function readKernels(width: KernelWidth): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    readFileSync(new URL(`../../../dist/kernels/${width}.wasm`, import.meta.url)),
  );
}

/**
 * Compares kernels with the reference kernels on edge-case values and lengths. Returns a
 * description of the first difference, or `undefined` if there is none.
 */
function findFault(compiled: CompiledKernels): string | undefined {
  const words = 1_024;
  const bytes = words * messageBytes;
  const {memory} = allocateMemory(kernelDataEndByte + 6 * bytes);
  const kernels = instantiateKernels(compiled, memory);
  const reference = referenceKernels(memory);
  const [source, target, expected, input, output, counts] = [0, 1, 2, 3, 4, 5].map(
    (index) => kernelDataEndByte + index * bytes,
  ) as [number, number, number, number, number, number];
  const expectedWords = new BigUint64Array(memory.buffer, expected, words);
  const targetWords = new BigUint64Array(memory.buffer, target, words);
  const differs = () => targetWords.some((word, i) => word !== expectedWords[i]);

  for (const stride of [3, 1]) {
    // Start just below a carry into the upper 32 bits.
    kernels.generate(target, words, -3, 2 ** 20, stride);
    reference.generate(expected, words, -3, 2 ** 20, stride);
    if (differs()) return `generate in steps of ${stride} differs from its reference`;
  }

  fillEdgeCases(new BigUint64Array(memory.buffer, source, words));
  for (const count of [1, 15, 16, 17, words]) {
    expectedWords.fill(0n);
    targetWords.fill(0n);
    reference.classify(source, expected, count);
    kernels.classify(source, target, count);
    if (differs()) return `classify of ${count} words differs from its reference`;
    targetWords.fill(0n);
    kernels.classifyCopied(source, target, count, input, output, 64);
    if (differs()) return `classifyCopied of ${count} words differs from its reference`;
  }

  const expectedCounts = counts + tallyBytes;
  kernels.tally(target, words, counts);
  reference.tally(target, words, expectedCounts);
  const counters = (at: number) => new Uint32Array(memory.buffer, at, 3);
  if (counters(counts).some((count, i) => count !== counters(expectedCounts)[i]))
    return 'tally differs from its reference';
  return undefined;
}

/**
 * Fills the view with values near the powers of two, where errors in carries and signs show. The
 * values span all 62 bits.
 */
function fillEdgeCases(view: BigUint64Array): void {
  for (let i = 0; i < view.length; i++) {
    const power = 1n << BigInt(i % 62);
    const value = power + BigInt(i) * (power >> 9n) - BigInt(i % 17);
    view[i] = BigInt.asUintN(62, value);
  }
}
