/** The loops of a function that work on vectors, and what there is to count in them. */
import type {Instruction} from './emitted.ts';

/** Figures of one loop. All but `words` are numbers of instructions. */
export interface LoopCounts {
  /** Words per iteration. */
  readonly words: number;
  readonly instructions: number;
  /** Instructions on 256-bit registers. */
  readonly wide: number;
  /** Instructions on 128-bit registers alone. */
  readonly narrow: number;
  /** Accesses of the stack: values that found no register. */
  readonly spills: number;
  /** 128-bit stores of what a 256-bit store of the same loop also stores. */
  readonly doubledStores: number;
  /** Vectors that the loop makes anew: zeros, ones, and addresses of constants. */
  readonly constants: number;
}

/**
 * Returns the innermost loops that work on vectors, in the order of the code. A loop reaches from
 * its header to the last jump back to it. V8 repeats the body of a short loop several times.
 */
export function findLoops(code: readonly Instruction[]): readonly (readonly Instruction[])[] {
  const ends = new Map<number, number>();
  for (const {offset, text} of code) {
    const header = Number(/^j\w+ .*<\+(0x[0-9a-f]+)>/.exec(text)?.[1]);
    if (header <= offset && !followsStackCheck(code, header)) ends.set(header, offset);
  }
  const ranges = [...ends];
  const innermost = ranges.filter(
    ([header, end]) => !ranges.some(([other]) => other > header && other <= end),
  );
  return innermost
    .toSorted(([a], [b]) => a - b)
    .map(([header, end]) => code.filter(({offset}) => offset >= header && offset <= end))
    .filter((loop) => loop.some(({text}) => /[xy]mm\d+/.test(text)));
}

/**
 * Whether the instruction at `offset` follows V8's check of the stack. The code for a failed check
 * is behind the function and jumps back there. That is no loop.
 */
function followsStackCheck(code: readonly Instruction[], offset: number): boolean {
  const place = code.findIndex((instruction) => instruction.offset === offset);
  return /^(?:REX\.W )?cmp\w* .*\[r13/.test(code[place - 2]?.text ?? '');
}

/** Counts what matters in a loop. */
export function countLoop(loop: readonly Instruction[]): LoopCounts {
  const count = (pattern: RegExp) => loop.filter(({text}) => pattern.test(text)).length;
  return {
    words: countWords(loop),
    instructions: loop.length,
    wide: count(/ymm/),
    narrow: loop.filter(({text}) => /xmm/.test(text) && !/ymm/.test(text)).length,
    spills: count(/\[r[bs]p[-+\]]/),
    doubledStores: countDoubledStores(loop),
    constants: count(/^v?p(?:xor|cmpeq[bwdq]) ([xy]mm\d+),(?:\1,)?\1$|movq r10,/),
  };
}

/** The loop advances an address by its words of eight bytes: the largest sum of addends. */
function countWords(loop: readonly Instruction[]): number {
  const advances = new Map<string, number>();
  for (const {text} of loop) {
    const match =
      /^(?:REX\.W )?add[lq]? (r\w+),(0x[0-9a-f]+)$/.exec(text) ??
      /^(?:REX\.W )?lea[lq] \w+,\[(r\w+)\+(0x[0-9a-f]+)\]$/.exec(text);
    const [, register, addend] = match ?? [];
    if (register !== undefined)
      advances.set(register, (advances.get(register) ?? 0) + Number(addend));
  }
  return Math.max(0, ...advances.values()) / 8;
}

interface Store {
  readonly base: string;
  readonly displacement: number;
  readonly isWide: boolean;
}

function countDoubledStores(loop: readonly Instruction[]): number {
  const stores = loop.flatMap(({text}): Store[] => {
    const match = /^vmov\w+ \[(r\w+\+r\w+\*1)(?:\+(0x[0-9a-f]+))?\],([xy])mm/.exec(text);
    if (match === null) return [];
    const [, base = '', displacement = '0', width] = match;
    return [{base, displacement: Number(displacement), isWide: width === 'y'}];
  });
  const wide = stores.filter(({isWide}) => isWide);
  const narrow = stores.filter(({isWide}) => !isWide);
  return narrow.filter(({base, displacement}) =>
    wide.some(
      (store) => store.base === base && [0, 16].includes(displacement - store.displacement),
    ),
  ).length;
}
