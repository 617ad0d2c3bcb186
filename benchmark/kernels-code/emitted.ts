/**
 * The machine code that V8 emits for the compiled kernels.
 *
 * A process of its own compiles them with V8's best compiler at once and prints their code
 * (`--print-wasm-code`, which Node's release builds have).
 */
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import type {KernelWidth} from '../../source/fizzbuzz/kernels/kernels.ts';

/** The widths that have vectors. */
export type VectorWidth = Exclude<KernelWidth, 'scalar'>;

/** One instruction. */
export interface Instruction {
  /** Offset from the start of the function, in bytes. */
  readonly offset: number;
  /** V8's own notation: mnemonic and operands. */
  readonly text: string;
}

const loader = fileURLToPath(new URL('load.mjs', import.meta.url));

/**
 * Returns the instructions of each exported kernel, by its name.
 * @throws {Error} if the module cannot be compiled, or V8 prints no optimized code for a kernel
 */
export function emitCode(width: VectorWidth): ReadonlyMap<string, readonly Instruction[]> {
  const flags = ['--no-liftoff', '--no-wasm-lazy-compilation', '--print-wasm-code'];
  if (width === '256') flags.push('--experimental-wasm-revectorize');
  const file = fileURLToPath(new URL(`../../dist/kernels/${width}.wasm`, import.meta.url));
  const {stdout, stderr, status} = spawnSync(process.execPath, [...flags, loader, file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`the kernels of ${width} bits cannot be compiled: ${stderr}`);
  const functions = parseFunctions(stdout);
  const names = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Record<string, number>;
  return new Map(
    Object.entries(names).map(([name, index]) => {
      const code = functions.get(index);
      if (code === undefined) throw new Error(`V8 printed no optimized code of ${name}`);
      return [name, code];
    }),
  );
}

/** Reads the optimized functions from what V8 prints, by their index in the module. */
function parseFunctions(printed: string): Map<number, Instruction[]> {
  const sections = printed.split('--- WebAssembly code ---').slice(1);
  const optimized = sections.filter((section) => section.includes('compiler: TurboFan'));
  return new Map(
    optimized.map((section) => [
      Number(/^index: (\d+)$/m.exec(section)?.[1]),
      [...section.matchAll(/^0x[0-9a-f]+ +([0-9a-f]+) {2}[0-9a-f]+ +(\S.*)$/gm)].map(
        ([, offset, text]) => ({
          offset: Number.parseInt(offset as string, 16),
          text: text as string,
        }),
      ),
    ]),
  );
}
