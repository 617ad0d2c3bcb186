/**
 * The work on blocks of 64-bit words in plain TypeScript, as halves of 32 bits, lower first:
 * BigInts would be many times slower. 2^32 leaves remainder 1 modulo 15, so a word and the sum of
 * its halves leave the same.
 */

/** Kind by remainder modulo 15: bit 0 for multiples of 3, bit 1 for those of 5. */
const kindOf = Uint8Array.from(
  {length: 30},
  (_, sum) => (sum % 3 === 0 ? 1 : 0) + (sum % 5 === 0 ? 2 : 0),
);

/** Writes first, first + 1 … into all of `words`. */
export function generateWords(words: Uint32Array, first: number): void {
  for (let i = 0; i < words.length; i += 2) {
    const value = first + i / 2;
    words[i] = value;
    words[i + 1] = value / 2 ** 32;
  }
}

/** Writes each word of `source` to `target` with its kind in the two top bits. */
export function classifyWords(source: Uint32Array, target: Uint32Array): void {
  for (let i = 0; i < source.length; i += 2) {
    const low = source[i] as number;
    const high = source[i + 1] as number;
    const kind = kindOf[(low % 15) + (high % 15)] as number;
    target[i] = low;
    target[i + 1] = high | (kind << 30);
  }
}

/** Adds the words' kinds to `kinds`. */
export function countWords(words: Uint32Array, kinds: number[]): void {
  const found = [0, 0, 0, 0];
  for (let i = 1; i < words.length; i += 2) {
    const kind = (words[i] as number) >>> 30;
    found[kind] = (found[kind] as number) + 1;
  }
  for (let kind = 0; kind < 4; kind++)
    kinds[kind] = (kinds[kind] as number) + (found[kind] as number);
}
