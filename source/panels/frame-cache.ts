import type {KeyBinding} from '../monitor/keymap.ts';
import type {MonitorState} from '../monitor/state.ts';
import {drawFrame, type Frame, type Look} from './frame.ts';

/**
 * Keeps the last frame. A state whose frame has the same rows gives the same object, so that
 * nothing is rendered: Ink takes every row of every frame apart, changed or not.
 */
export class FrameCache {
  readonly #look: Look;
  #state: MonitorState | undefined;
  #frame: Frame | undefined;

  constructor(look: Look) {
    this.#look = look;
  }

  /** Returns the frame of a state on a terminal of so many columns and rows. */
  get(state: MonitorState, keys: readonly KeyBinding[], columns: number, rows: number): Frame {
    const last = this.#frame;
    const isSameSize =
      last?.columns === Math.max(1, columns) && last.rows === Math.max(1, rows - 1);
    if (last !== undefined && isSameSize && state === this.#state) return last;
    const frame = drawFrame(state, keys, columns, rows, this.#look);
    this.#state = state;
    if (last === undefined || !isSameFrame(last, frame)) this.#frame = frame;
    return this.#frame ?? frame;
  }
}

function isSameFrame(one: Frame, other: Frame): boolean {
  const rowsOf = ({blocks}: Frame) => blocks.flatMap((row) => row.flatMap(({painted}) => painted));
  const [before, after] = [rowsOf(one), rowsOf(other)];
  return (
    one.columns === other.columns &&
    before.length === after.length &&
    before.every((row, index) => row === after[index])
  );
}
