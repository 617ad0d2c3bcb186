/**
 * The process of the program: messages on stderr, terminals, exit codes and the end.
 */
import type {Snapshot} from '../engine/index.ts';
import {programName} from '../format/program.ts';
import {flushOutput, stopBlockingWrites} from '../terminal/output.ts';
import {hasSignal} from './signals.ts';
import {isClosedError, onStreamError} from './standard-streams.ts';

/** The exit code of a failure. */
export const exitFailed = 1;

/** Time for which the end of the program waits for a reader that takes nothing. */
const patienceMs = 3_000;
/** The same after a signal, which is to be answered within a second. */
const patienceAfterSignalMs = 150;
/** Time in which a fault of the last write is known. */
const faultsMs = 5;

/** The properties of a stream that select the interface. */
interface MaybeTerminal {
  readonly isTTY?: boolean;
}

/** Reports an error: writes one line to stderr, the program's name and `sentence`. */
export function printError(sentence: string): void {
  process.stderr.write(`${programName}: ${sentence}\n`);
}

/** Returns the exit code of a run: 0 if it ended clean and verified. */
export function toExitCode({stop}: Snapshot): number {
  return stop?.clean && stop.verified ? 0 : exitFailed;
}

/**
 * Returns true if the environment supports a full-screen interface.
 *
 * Input and output must be terminals that can move the cursor, and the environment must not be a
 * continuous integration run. In one, Ink draws nothing until the end.
 */
export function isInteractive(
  stdin: MaybeTerminal = process.stdin,
  stdout: MaybeTerminal = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  const isCi = env.CI !== undefined && !['', '0', 'false'].includes(env.CI);
  return stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb' && !isCi;
}

/**
 * Handles all later errors of the standard streams. A closed reader, as in `| head -1`, and a lost
 * terminal do not stop the run. A full disk is reported in one sentence.
 * @param onLost is called when output was lost
 */
export function watchStandardStreams(onLost: () => void): void {
  stopBlockingWrites();
  onStreamError((error, stream) => {
    if (isClosedError(error)) return;
    onLost();
    if (stream !== process.stderr) printError(`what it had to say was cut off: ${error.message}`);
  });
}

/**
 * Ends the program with an exit code, once its output is read. A reader that takes nothing does not
 * delay the end beyond some seconds. Output that is lost to it makes a success a failure. What a
 * module of a pipeline still does, such as a timer, does not delay it either.
 */
export async function endProcess(exitCode: number): Promise<void> {
  process.exitCode = exitCode;
  const isWritten = await flushOutput(() => (hasSignal() ? patienceAfterSignalMs : patienceMs));
  // Faults of the last writes are reported in the next turns of the event loop.
  await new Promise((resolve) => setTimeout(resolve, faultsMs));
  if (!isWritten) process.exitCode ||= exitFailed;
  process.exit();
}
