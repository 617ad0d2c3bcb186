/**
 * Shows the machine code that this V8 emits for the loops of the kernels, and counts what costs
 * time in them.
 *
 *     npm run kernels:code -- [--kernel classify] [--width 256]
 *
 * The 256-bit kernels need Node 24 or newer and a processor with AVX2.
 */
import {parseArgs} from 'node:util';
import {compileKernels} from '../source/fizzbuzz/kernels/select.ts';
import {emitCode, type Instruction, type VectorWidth} from './kernels-code/emitted.ts';
import {countLoop, findLoops} from './kernels-code/loop.ts';

const {values} = parseArgs({
  options: {kernel: {type: 'string'}, width: {type: 'string', default: '256'}},
});
process.exitCode = main(values.width, values.kernel);

function main(width: string, wanted: string | undefined): number {
  if (width !== '256' && width !== '128') return fail(`--width takes 256 or 128, not ${width}`);
  const unavailable = checkWidth(width);
  if (unavailable !== undefined) return fail(unavailable);
  const code = emitCode(width);
  if (wanted !== undefined && !code.has(wanted))
    return fail(`--kernel takes ${[...code.keys()].join(', ')}, not ${wanted}`);
  for (const [name, instructions] of code) {
    if (wanted === undefined || name === wanted) show(name, width, instructions);
  }
  return 0;
}

/** Returns why these kernels are not available here, if they are not. */
function checkWidth(width: VectorWidth): string | undefined {
  try {
    compileKernels(width);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function show(name: string, width: VectorWidth, instructions: readonly Instruction[]): void {
  for (const loop of findLoops(instructions)) {
    const {words, ...counts} = countLoop(loop);
    const lines = [
      `${name}, ${width} bits, Node ${process.version}: a loop of ${words} words`,
      '',
      ...loop.map(({text}) => `  ${text}`),
      '',
      `  instructions a word   ${(counts.instructions / words).toFixed(2)}`,
      `  256-bit instructions  ${counts.wide}`,
      `  128-bit instructions  ${counts.narrow}`,
      `  spills                ${counts.spills}`,
      `  doubled stores        ${counts.doubledStores}`,
      `  constants made        ${counts.constants}`,
      '',
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

function fail(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}
