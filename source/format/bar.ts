/** Draws bars to an eighth of a cell: gauges of time, and bars of shares. Pure. */

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * Draws a bar of at most `width` cells from the left, to an eighth of a cell. Any share above 0
 * shows something.
 * @param share 0 to 1
 */
export function drawEighths(share: number, width: number): string {
  if (width <= 0 || !(share > 0)) return '';
  const cells = Math.max(1, Math.round(Math.min(1, share) * width * 8));
  return '█'.repeat(Math.floor(cells / 8)) + eighths[cells % 8];
}

/**
 * The signs of waits, in the order in which they stand in a gauge. They point at what is waited
 * for: the input, a beat below, the clock, the outside, room ahead.
 */
export const waitSigns: Readonly<Record<string, string>> = {
  input: '‹',
  beat: 'ˇ',
  schedule: '·',
  outside: '◦',
  room: '›',
  pause: '=',
};

/** Returns the sign of a kind of wait. Kinds of a channel's own are as those of a beat. */
export function waitSign(kind: string): string {
  return waitSigns[kind] ?? 'ˇ';
}

const order = Object.keys(waitSigns);
const rankOf = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : 1);

/** A gauge: the cells of work, then those of waits. Together they have the width of the gauge. */
export interface Gauge {
  readonly busy: string;
  readonly waits: string;
}

/** Work and waits of at least this share of the time are all of it. */
const accountedMin = 0.97;

/**
 * Draws how an actor spent its time: work as a bar from the left, then signs of what it waited for.
 * Time that is neither, which others on its thread have taken, is blank.
 * @param busy share of the time, 0 to 1
 * @param waits share of the time by kind of wait
 */
export function drawGauge(
  busy: number,
  waits: Readonly<Record<string, number>>,
  width: number,
): Gauge {
  const work = drawEighths(busy, width);
  const kinds = Object.entries(waits)
    .filter(([, share]) => share > 0)
    .toSorted(([one], [other]) => rankOf(one) - rankOf(other));
  // The rest belongs to other actors on the thread, or to nothing if it is no more than rounding.
  const sum = kinds.reduce((total, [, share]) => total + share, busy);
  const stretch = sum > accountedMin ? 1 / sum : 1;
  let end = busy * stretch;
  const spans = kinds.map(([kind, share]) => {
    end += share * stretch;
    return {sign: waitSign(kind), end};
  });
  let signs = '';
  for (let cell = work.length; cell < width; cell++) {
    const middle = (cell + 0.5) / width;
    signs += spans.find((span) => middle < span.end)?.sign ?? ' ';
  }
  return {busy: work, waits: signs};
}
