import {columnsOf, widthOf} from './cells.ts';
import type {Paint} from './paint.ts';
import {type Role, styleOf, type Weight} from './roles.ts';

/** Marks that stand on the character before. Selectors of emoji would change its columns. */
const combining = /^[\p{Mn}\p{Me}](?<![\ufe00-\ufe0f])/u;

/** A piece of text in one style. */
export type Piece = readonly [text: string, role?: Role | undefined, weight?: Weight | undefined];

/**
 * A grid of characters and styles, on which a panel draws. Everything is clipped at its edges, so
 * no panel of any size can wrap or throw.
 */
export class Grid {
  readonly columns: number;
  readonly rows: number;
  /** One entry per cell. The second cell of a wide character is empty. */
  readonly #cells: string[];
  readonly #styles: Uint8Array;

  /** A size below 1 gives a grid on which nothing shows. */
  constructor(columns: number, rows: number) {
    this.columns = Math.max(0, columns);
    this.rows = Math.max(0, rows);
    this.#cells = new Array(this.columns * this.rows).fill(' ');
    this.#styles = new Uint8Array(this.columns * this.rows);
  }

  /**
   * Puts text at a row and a column, each from 0.
   * @returns the column after the text
   */
  put(row: number, column: number, text: string, role?: Role, weight?: Weight): number {
    const style = role === undefined ? 0 : styleOf(role, weight);
    let next = column;
    for (const character of text) {
      const columns = columnsOf(character);
      if (columns === 0) this.#combine(row, next, character);
      else this.#set(row, next, character, columns, style);
      next += columns;
    }
    return next;
  }

  /** Puts pieces one after the other. Returns the column after them. */
  pieces(row: number, column: number, pieces: readonly Piece[]): number {
    return pieces.reduce(
      (next, [text, role, weight]) => this.put(row, next, text, role, weight),
      column,
    );
  }

  /** Puts a sentence at the left edge of a row. One beyond the column `end` ends with `…`. */
  sentence(row: number, pieces: readonly Piece[], end = this.columns): void {
    const next = this.pieces(row, 0, pieces);
    if (next <= end) return;
    const [, role, weight] = pieces.at(-1) ?? [''];
    this.put(row, end - 1, `…${' '.repeat(next - end)}`, role, weight);
  }

  /** Puts pieces so that they end before the column `end`. Returns the column where they begin. */
  right(row: number, end: number, pieces: readonly Piece[]): number {
    const start = end - widthOfPieces(pieces);
    this.pieces(row, start, pieces);
    return start;
  }

  /** Returns the character of a cell; a blank outside the grid. */
  at(row: number, column: number): string {
    return this.#isInside(row, column) ? (this.#cells[row * this.columns + column] as string) : ' ';
  }

  /** Whether all cells of a row from `start` to before `end` are blank; false outside the grid. */
  isBlank(row: number, start: number, end: number): boolean {
    if (row < 0 || row >= this.rows) return false;
    for (let column = start; column < end; column++) if (this.at(row, column) !== ' ') return false;
    return true;
  }

  /** Returns the rows as text. */
  toText(): string[] {
    return Array.from({length: this.rows}, (_, row) =>
      this.#cells
        .slice(row * this.columns, (row + 1) * this.columns)
        .join('')
        .trimEnd(),
    );
  }

  /**
   * Returns the rows with the codes of their styles.
   * @param convert converts each character, such as to ASCII
   */
  paint(paint: Paint, convert?: (character: string) => string): string[] {
    return Array.from({length: this.rows}, (_, row) => {
      let painted = '';
      let style = 0;
      const end = this.#endOf(row);
      for (let cell = row * this.columns; cell < end; cell++) {
        const next = this.#styles[cell] as number;
        const character = this.#cells[cell] as string;
        // A blank looks the same in most styles. Each change of style costs Ink a token.
        const isBlank = character === ' ' && !paint.showsBlanks(next) && !paint.showsBlanks(style);
        if (next !== style && !isBlank) {
          painted += paint.between(style, next);
          style = next;
        }
        painted += convert === undefined ? character : convert(character);
      }
      return painted + paint.between(style, 0);
    });
  }

  /** Returns the index after the last cell of a row that is not blank. */
  #endOf(row: number): number {
    let end = (row + 1) * this.columns;
    while (end > row * this.columns && this.#cells[end - 1] === ' ' && this.#styles[end - 1] === 0)
      end--;
    return end;
  }

  #isInside(row: number, column: number): boolean {
    return row >= 0 && row < this.rows && column >= 0 && column < this.columns;
  }

  #set(row: number, column: number, character: string, columns: number, style: number): void {
    if (!this.#isInside(row, column) || column + columns > this.columns) return;
    const cell = row * this.columns + column;
    // Half of a wide character that is covered becomes a blank.
    if (this.#cells[cell] === '') this.#cells[cell - 1] = ' ';
    const after = cell + columns;
    if (column + columns < this.columns && this.#cells[after] === '') this.#cells[after] = ' ';
    this.#cells[cell] = character;
    this.#styles[cell] = style;
    if (columns === 1) return;
    this.#cells[cell + 1] = '';
    this.#styles[cell + 1] = style;
  }

  /** Adds a combining mark to the character before the column. */
  #combine(row: number, column: number, mark: string): void {
    if (!combining.test(mark) || !this.#isInside(row, column - 1)) return;
    const cell = row * this.columns + column - 1;
    const base = this.#cells[cell] === '' ? cell - 1 : cell;
    this.#cells[base] += mark;
  }
}

/** Returns the columns of pieces. */
export function widthOfPieces(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [text]) => sum + widthOf(text), 0);
}
