// One word at a time. The scalar kernels do so with all words, and the vector loops with the
// remaining words at the end.
//
// The test of divisibility needs no division: v is a multiple of an odd d exactly when v times the
// inverse of d, modulo 2^64, is at most (2^64 - 1) / d. Source: Granlund and Montgomery, "Division
// by Invariant Integers using Multiplication", section 9.

const inverseOf3: u64 = 0xaaaaaaaaaaaaaaab;
const inverseOf5: u64 = 0xcccccccccccccccd;
const most3: u64 = 0x5555555555555555;
const most5: u64 = 0x3333333333333333;

/**
 * Writes the words from `source` up to `end` to `target`, with bit 62 set for multiples of 3 and
 * bit 63 set for multiples of 5.
 */
export function classifyWords(source: usize, end: usize, target: usize): void {
  for (let at = source, to = target; at < end; at += 8, to += 8) {
    const value = load<u64>(at);
    const fizz = <u64>(value * inverseOf3 <= most3);
    const buzz = <u64>(value * inverseOf5 <= most5);
    store<u64>(to, value | (fizz << 62) | (buzz << 63));
  }
}

/**
 * Adds the words from `source` up to `end` to three 32-bit counts at `counts`: those with only bit
 * 62, only bit 63, and both.
 */
export function tallyWords(source: usize, end: usize, counts: usize): void {
  for (let at = source; at < end; at += 8) {
    const kind = <u32>(load<u64>(at) >> 62);
    if (kind == 0) continue;
    const count = counts + ((kind - 1) << 2);
    store<u32>(count, load<u32>(count) + 1);
  }
}
