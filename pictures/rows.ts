/** Rows of cells as SVG. */
import type {Cell} from './cells.ts';
import {cellHeight, cellWidth, toShape} from './shapes.ts';

/** From the top of a cell to the line that letters stand on. */
const baseline = 14.6;

/** Names for colours, given in the order in which they come. */
export class ColourClasses {
  readonly #names = new Map<string, string>();

  /** Returns the class of a colour; the same colour has the same class. */
  nameOf(colour: string): string {
    const known = this.#names.get(colour);
    if (known !== undefined) return known;
    const name = `c${this.#names.size.toString(36)}`;
    this.#names.set(colour, name);
    return name;
  }

  /** The rules of a style sheet for all colours so far. */
  get css(): string {
    return [...this.#names].map(([colour, name]) => `.${name}{fill:${colour}}`).join('');
  }
}

interface Stretch {
  readonly column: number;
  readonly cells: readonly Cell[];
}

/** Draws one row of cells with its top at `y`, its first cell at x = 0. */
export function drawRow(row: readonly Cell[], y: number, classes: ColourClasses): string {
  return [
    ...drawGrounds(row, y, classes),
    ...drawShapes(row, y, classes),
    ...drawTexts(row, y, classes),
  ].join('');
}

function drawGrounds(row: readonly Cell[], y: number, classes: ColourClasses): string[] {
  return split(row, (cell) => cell.ground).flatMap(({column, cells}) => {
    const ground = cells[0]?.ground;
    if (ground === undefined) return [];
    const path = toShape('█', {x: column * cellWidth, y, cells: cells.length})?.path;
    return [`<path class="k ${classes.nameOf(ground)}" d="${path}"/>`];
  });
}

/** All blocks of a colour are one path, and all its lines another. */
function drawShapes(row: readonly Cell[], y: number, classes: ColourClasses): string[] {
  const paths = new Map<string, string>();
  for (const {column, cells} of split(row, ({text, ink}) => `${text} ${ink}`)) {
    const {text = '', ink = ''} = cells[0] ?? {};
    const shape = toShape(text, {x: column * cellWidth, y, cells: cells.length});
    if (shape === undefined) continue;
    const name = `${shape.isBlock ? 'k ' : ''}${classes.nameOf(ink)}`;
    paths.set(name, (paths.get(name) ?? '') + shape.path);
  }
  return [...paths].map(([name, path]) => `<path class="${name}" d="${path}"/>`);
}

/**
 * A text is as long as its cells, whatever the font. It ends before two spaces, since viewers
 * differ in what they make of them.
 */
function drawTexts(row: readonly Cell[], y: number, classes: ColourClasses): string[] {
  const styles = row.map((cell, column) => {
    if (cell.text === '') return styleOf(row[column - 1]);
    const isGap = cell.text === ' ' && (row[column + 1]?.text ?? ' ') === ' ';
    return isGap || toShape(cell.text, {x: 0, y: 0, cells: 1}) !== undefined
      ? undefined
      : styleOf(cell);
  });
  return split(row, (_, column) => styles[column]).flatMap(({column, cells}) => {
    if (styles[column] === undefined) return [];
    const [first, last] = [firstInk(cells), lastInk(cells)];
    if (first < 0) return [];
    const letters = cells.slice(first, last + 1);
    const {ink, isBold} = letters[0] as Cell;
    const text = escapeText(letters.map((cell) => cell.text).join(''));
    const x = (column + first) * cellWidth;
    const name = `${isBold ? 'b ' : ''}${classes.nameOf(ink)}`;
    const length = letters.length > 1 ? ` textLength="${letters.length * cellWidth}"` : '';
    return [`<text class="${name}" x="${x}" y="${y + baseline}"${length}>${text}</text>`];
  });
}

function styleOf(cell: Cell | undefined): string | undefined {
  return cell && `${cell.ink} ${cell.isBold}`;
}

const firstInk = (cells: readonly Cell[]) => cells.findIndex((cell) => cell.text !== ' ');
const lastInk = (cells: readonly Cell[]) => cells.findLastIndex((cell) => cell.text.trim() !== '');

/** Splits a row where the key changes. */
function split(
  row: readonly Cell[],
  keyOf: (cell: Cell, column: number) => string | undefined,
): Stretch[] {
  const stretches: {column: number; cells: Cell[]; key: string | undefined}[] = [];
  row.forEach((cell, column) => {
    const key = keyOf(cell, column);
    const last = stretches.at(-1);
    if (last !== undefined && last.key === key) last.cells.push(cell);
    else stretches.push({column, cells: [cell], key});
  });
  return stretches;
}

/** Escapes what XML takes for markup. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The height of so many rows. */
export function heightOf(rows: number): number {
  return rows * cellHeight;
}
