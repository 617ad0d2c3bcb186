/**
 * Handles errors of the standard streams.
 *
 * A reader that has exited, as in `| head -1`, does not stop the run and does not print a stack
 * trace. A lost terminal ends the session. A full disk is reported in one sentence, and the program
 * has failed.
 */
import {complain} from './complain.ts';

/** The error codes of a stream whose other end is closed: a pipe, a terminal or a socket. */
const goneCodes = ['EPIPE', 'EIO', 'ECONNRESET'];

/** The state of the standard streams. */
export interface StandardStreams {
  /** True if output was lost. */
  readonly hasFailed: boolean;
}

const terminalListeners = new Set<() => void>();

/** Calls `listener` when the terminal is lost. */
export function onTerminalLost(listener: () => void): void {
  terminalListeners.add(listener);
}

/** Handles all later errors of stdin, stdout and stderr. */
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
