/** The cells of a terminal's screen, with their final colours. */
import type {IBuffer, IBufferCell} from '@xterm/headless';
import {mixColours, type Scheme, toPaletteColour, toRgbColour} from './scheme.ts';

/** One column of one row. */
export interface Cell {
  /** One character, with what combines with it. Empty right of a wide one. */
  readonly text: string;
  readonly ink: string;
  /** The colour behind it; undefined is the window's own ground. */
  readonly ground: string | undefined;
  readonly isBold: boolean;
}

/** The rows of a screen, each as many cells as the screen is wide. */
export type Screen = readonly (readonly Cell[])[];

/** How much ink is left of a dim character (SGR 2); the rest is its ground. */
const dimShare = 0.6;

/** A screen's size, its colours, and whether its cursor is shown. */
export interface ReadOptions {
  readonly columns: number;
  readonly rows: number;
  readonly scheme: Scheme;
  readonly isCursorShown: boolean;
}

/** Reads what a terminal shows now. The cursor is a block. */
export function readScreen(buffer: IBuffer, options: ReadOptions): Screen {
  const {columns, rows, scheme, isCursorShown} = options;
  return Array.from({length: rows}, (_, row) => {
    const line = buffer.getLine(buffer.baseY + row);
    const isCursorRow = isCursorShown && row === buffer.cursorY;
    return Array.from({length: columns}, (_, column) => {
      const cell = toCell(line?.getCell(column), scheme);
      return isCursorRow && column === buffer.cursorX ? invert(cell, scheme) : cell;
    });
  });
}

function invert(cell: Cell, scheme: Scheme): Cell {
  return {...cell, ink: cell.ground ?? scheme.ground, ground: cell.ink};
}

function toCell(cell: IBufferCell | undefined, scheme: Scheme): Cell {
  if (cell === undefined) {
    return {text: ' ', ink: scheme.ink, ground: undefined, isBold: false};
  }
  const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
  const isBold = cell.isBold() !== 0;
  const ground = groundOf(cell, scheme);
  const ink = cell.isDim()
    ? mixColours(inkOf(cell, scheme), ground ?? scheme.ground, dimShare)
    : inkOf(cell, scheme);
  const shown = {text: cell.isInvisible() ? ' ' : text, ink, ground, isBold};
  return cell.isInverse() ? invert(shown, scheme) : shown;
}

function inkOf(cell: IBufferCell, scheme: Scheme): string {
  if (cell.isFgRGB()) return toRgbColour(cell.getFgColor());
  if (cell.isFgPalette()) return toPaletteColour(cell.getFgColor(), scheme);
  return scheme.ink;
}

function groundOf(cell: IBufferCell, scheme: Scheme): string | undefined {
  if (cell.isBgRGB()) return toRgbColour(cell.getBgColor());
  if (cell.isBgPalette()) return toPaletteColour(cell.getBgColor(), scheme);
  return undefined;
}
