import {drawBar} from '../format/draw.ts';
import {formatPercent} from '../format/number.ts';
import type {Symbols} from '../format/symbols.ts';

/** A progress bar. */
export interface Progress {
  /** Shows the completed share, 0 to 1. */
  show(share: number): void;
  /** Removes the bar. */
  close(): void;
}

const barColumns = 40;

/**
 * Opens a progress bar on one line of a terminal. On any other stream it writes nothing.
 * @param canDraw is asked before each drawing; in the background of a shell, the line is the
 *   shell's
 */
export function openProgress(
  stream: NodeJS.WriteStream,
  symbols: Symbols,
  canDraw: () => boolean,
): Progress {
  const write = (text: string) => {
    if (stream.isTTY && canDraw()) stream.write(`\r${text}\u001B[K`);
  };
  const progress: Progress = {
    show: (share) => write(`${drawBar(share, 0, barColumns, symbols)} ${formatPercent(share)}`),
    close: () => write(''),
  };
  progress.show(0);
  return progress;
}
