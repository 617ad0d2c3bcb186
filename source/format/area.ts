/** Draws filled areas over time, to an eighth of a row, and the scales beside them. */

const levels = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Numbers that are good tops of a scale, times a power of ten. */
const tops = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Returns the top of a scale for values up to `greatest`. It changes seldom. */
export function scaleTop(greatest: number): number {
  if (!(greatest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(greatest));
  const top = tops.find((candidate) => candidate * power >= greatest * 0.9999) ?? 10;
  return Number((top * power).toPrecision(3));
}

/** A cell of an area: its character, and whether it is the uppermost of its column. */
export interface AreaCell {
  readonly character: string;
  readonly isHead: boolean;
}

/** A column of an area, from the top row to the bottom row. `undefined` where it is blank. */
export type AreaColumn = ReadonlyArray<AreaCell | undefined>;

/**
 * Draws one column of an area.
 * @param value 0 to `top`; anything above 0 shows
 */
export function drawAreaColumn(value: number, top: number, rows: number): AreaColumn {
  const share = Math.max(0, Math.min(1, value / top));
  const height = value > 0 ? Math.max(1, Math.round(share * rows * 8)) : 0;
  const full = Math.floor(height / 8);
  const head = height % 8 === 0 ? full - 1 : full;
  return Array.from({length: rows}, (_, row) => {
    const level = rows - 1 - row;
    if (level > head) return undefined;
    return {character: (level < full ? '█' : levels[height % 8]) as string, isHead: level === head};
  });
}
