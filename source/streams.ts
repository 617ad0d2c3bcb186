/**
 * Standard streams that break.
 *
 * A reader that has gone, as in `| head -1`, is no reason to stop the run or to print a stack. A terminal that has gone is
 * the end of the session. A disk that is full is told in a sentence, and the program has failed.
 */
import {complain} from './complain.ts';

/** What a stream says when its other end is gone: a pipe, a terminal, a socket. */
const goneCodes = ['EPIPE', 'EIO', 'ECONNRESET'];

export interface StandardStreams {
  /** Something that was to be written is lost. */
  readonly hasFailed: boolean;
}

const terminalListeners = new Set<() => void>();

/** Calls `listener` when the terminal is gone. */
export function onTerminalLost(listener: () => void): void {
  terminalListeners.add(listener);
}

/** Survives what happens to stdin, stdout and stderr from here on. */
export function watchStandardStreams(): StandardStreams {
  let hasFailed = false;
  for (const stream of [process.stdin, process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EIO') for (const listener of terminalListeners) listener();
      if (goneCodes.includes(error.code ?? '')) return;
      hasFailed = true;
      if (stream !== process.stderr) complain(`what it had to say was cut off: ${error.message}`);
    });
  }
  return {
    get hasFailed() {
      return hasFailed;
    },
  };
}
