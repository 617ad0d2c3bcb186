// Copies in vectors.
import {isWide, turnWords} from './vectors';

/**
 * Copies `count` words, one vector at a time. A loop is faster than `memory.copy`, which is a call
 * out of Wasm: the processor continues the arithmetic of one buffer while the next buffer is still
 * being loaded. V8 does not merge these stores. For targets beyond the caches that is faster:
 * 256-bit stores took 1.5 times as long there.
 */
export function copyVectors(source: usize, target: usize, count: u32): void {
  const vectorEnd = source + (<usize>(count & ~(turnWords - 1)) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 128, to += 128) {
    v128.store(to, v128.load(at));
    v128.store(to, v128.load(at, 16), 16);
    v128.store(to, v128.load(at, 32), 32);
    v128.store(to, v128.load(at, 48), 48);
    v128.store(to, v128.load(at, 64), 64);
    v128.store(to, v128.load(at, 80), 80);
    v128.store(to, v128.load(at, 96), 96);
    v128.store(to, v128.load(at, 112), 112);
  }
  copyWords(at, source + (<usize>count << 3), to);
}

/** Copies `count` words into a buffer that is in the cache. V8 merges these loads and stores. */
function copyPairs(source: usize, target: usize, count: u32): void {
  const vectorEnd = source + (<usize>(count & ~(turnWords - 1)) << 3);
  let at = source;
  let to = target;
  for (; at < vectorEnd; at += 128, to += 128) {
    const aE = v128.load(at);
    const aO = v128.load(at, 16);
    v128.store(to, aO, 16);
    v128.store(to, aE);
    const bE = v128.load(at, 32);
    const bO = v128.load(at, 48);
    v128.store(to, bO, 48);
    v128.store(to, bE, 32);
    const cE = v128.load(at, 64);
    const cO = v128.load(at, 80);
    v128.store(to, cO, 80);
    v128.store(to, cE, 64);
    const dE = v128.load(at, 96);
    const dO = v128.load(at, 112);
    v128.store(to, dO, 112);
    v128.store(to, dE, 96);
  }
  copyWords(at, source + (<usize>count << 3), to);
}

/** Copies the words from `source` up to `end`. */
// @ts-ignore: decorator
@inline
function copyWords(source: usize, end: usize, target: usize): void {
  for (let at = source, to = target; at < end; at += 8, to += 8) store<u64>(to, load<u64>(at));
}

/** Copies `count` words. In 128 bits, vectors in pairs are slower. */
export function copy(source: usize, target: usize, count: u32): void {
  if (isWide) copyPairs(source, target, count);
  else copyVectors(source, target, count);
}
