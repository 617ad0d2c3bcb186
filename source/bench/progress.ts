/** A progress bar on one line of a terminal; nothing where there is none. */
import {drawBar} from '../format/draw.ts';
import {formatPercent} from '../format/number.ts';
import type {Symbols} from '../format/symbols.ts';

export interface Progress {
  /** Shows that a share (0 to 1) is done. */
  show(share: number): void;
  /** Takes the bar away. */
  close(): void;
}

const barColumns = 40;

export function openProgress(stream: NodeJS.WriteStream, symbols: Symbols): Progress {
  const write = (text: string) => {
    if (stream.isTTY) stream.write(`\r${text}\u001B[K`);
  };
  const progress: Progress = {
    show: (share) => write(`${drawBar(share, 0, barColumns, symbols)} ${formatPercent(share)}`),
    close: () => write(''),
  };
  progress.show(0);
  return progress;
}
