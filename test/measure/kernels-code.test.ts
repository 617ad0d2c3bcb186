// The machine code of the kernels: what V8 emits, as `npm run kernels:code` counts it.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {emitCode} from '../../benchmark/kernels-code/emitted.ts';
import {countLoop, findLoops, type LoopCounts} from '../../benchmark/kernels-code/loop.ts';
import {compileKernels} from '../../source/fizzbuzz/kernels/select.ts';
import {longTest} from '../helpers/sample.ts';

const script = fileURLToPath(new URL('../../benchmark/kernels-code.ts', import.meta.url));
/** The Node that the repository brings. Another version of V8 may emit other code. */
const pinnedNode = 'v24.';

const instructions = (...texts: string[]) => texts.map((text, offset) => ({offset, text}));

function isWideAvailable(): boolean {
  try {
    compileKernels('256');
    return true;
  } catch {
    return false;
  }
}

/** Words and instructions of each loop, and that nothing in it is wasted. */
function wide(words: number, wideInstructions: number, narrow = 0): Partial<LoopCounts> {
  const nothing = {spills: 0, doubledStores: 0, constants: 0};
  return {words, wide: wideInstructions, narrow, ...nothing};
}

describe.runIf(process.version.startsWith(pinnedNode) && isWideAvailable())('256 bits', () => {
  const code = emitCode('256');
  const loopsOf = (kernel: string) => findLoops(code.get(kernel) ?? []).map(countLoop);

  test.each([
    // V8 repeats the bodies of the short loops: four turns of 16 words, three of 32.
    ['generate', [wide(64, 36, 4)]],
    ['classify', [wide(16, 37)]],
    // Copy in, a call of `classify`, copy out. The copy out is 128 bits wide on purpose.
    ['classifyCopied', [wide(64, 32), wide(64, 0, 64)]],
    ['copy', [wide(64, 32)]],
    ['tally', [wide(96, 75)]],
  ])('%s is as wide as it was written, without spills and doubled stores', (kernel, loops) => {
    const counts = loopsOf(kernel);
    expect(counts).toHaveLength(loops.length);
    counts.forEach((loop, place) => {
      expect(loop).toMatchObject(loops[place] as object);
    });
  });

  test('classify takes less than three instructions a word', () => {
    const [{instructions: count, words} = {instructions: Number.NaN, words: 1}] =
      loopsOf('classify');
    expect(count / words).toBeLessThan(3);
  });
});

test('a loop is found by the jump back to its header, and not by that of a stack check', () => {
  const loop = instructions(
    'movl rax,rcx',
    'vmovdqu ymm0,[rbx+r8*1]',
    'REX.W cmpq rsp,[r13-0x60]',
    'jna 0x1006  <+0x6>',
    'cmpl rdx,rsi',
    'jc 0x1001  <+0x1>',
    'jmp 0x1004  <+0x4>',
  );
  expect(findLoops(loop)).toEqual([loop.slice(1, 6)]);
});

test('of nested loops, the innermost with vectors count', () => {
  const code = instructions(
    'movl rax,rcx',
    'vmovdqu xmm0,[rbx+r8*1]',
    'jc 0x1001  <+0x1>',
    'addl rax,0x8',
    'jnz 0x1003  <+0x3>',
    'jnc 0x1000  <+0x0>',
  );
  expect(findLoops(code)).toEqual([code.slice(1, 3)]);
});

test('what a loop wastes is counted', () => {
  const counts = countLoop(
    instructions(
      'vmovdqu ymm0,[rbx+r8*1+0x20]',
      'vpxor ymm1,ymm1,ymm1',
      'vpxor ymm1,ymm1,ymm2',
      'vmovups [rbp-0x50],ymm0',
      'vmovdqu [rbx+r9*1],xmm0',
      'vmovdqu [rbx+r9*1],ymm0',
      'vmovdqu [rbx+r9*1+0x20],xmm0',
      'addl rdx,0x40',
      'addl rdx,0x40',
      'addl rcx,0x10',
    ),
  );
  expect(counts).toEqual({
    words: 16,
    instructions: 10,
    wide: 5,
    narrow: 2,
    spills: 1,
    doubledStores: 1,
    constants: 1,
  });
});

longTest('the code of a kernel is printed with its counts, and a wrong name is refused', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [script, ...args], {encoding: 'utf8'});
  const {status, stdout} = run('--width', '128', '--kernel', 'generate');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^generate, 128 bits, Node v[\d.]+: a loop of \d+ words\n/);
  expect(stdout).toMatch(/\n {2}instructions a word {3}\d+\.\d\d\n/);
  const refused = run('--width', '128', '--kernel', 'classifly');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toBe(
    '--kernel takes classifyCopied, classify, copy, generate, tally, not classifly\n',
  );
});
