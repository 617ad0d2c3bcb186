/**
 * Faults of the program that nothing catches: exceptions in timers, in listeners and in promises.
 * By default they end the program. A command that can do better handles them itself.
 */
import {errorMessage} from '../engine/index.ts';
import {endProcess, exitFailed, printError} from './process.ts';
import {toSourceStack} from './stack.ts';

let handle: (error: unknown) => void = crash;
let hasCrashed = false;

/** Passes all later faults to the handler of the command. Called once, at the start. */
export function watchFaults(): void {
  const receive = (error: unknown) => {
    try {
      handle(error);
    } catch {
      // The first fault is the cause.
      crash(error);
    }
  };
  process.on('uncaughtException', receive);
  process.on('unhandledRejection', receive);
}

/** Reports in a sentence that nothing is left that could end the program. */
export function watchUnfinished(): void {
  process.once('beforeExit', () => {
    printError('it cannot go on: a module waits for something that never comes');
    process.exitCode = exitFailed;
  });
}

/** Makes `listener` handle all later faults. If it throws, the program ends. */
export function onFault(listener: (error: unknown) => void): void {
  handle = listener;
}

/** Reports later faults in a sentence, once. They come too late to change the result. */
export function onlyReportFaults(): void {
  handle = (error) => {
    handle = () => {};
    printError(`a fault after the end: ${errorMessage(error)}`);
  };
}

/** Reports a fault with its stack, and ends the program. A second call has no effect. */
export function crash(error: unknown): void {
  if (hasCrashed) return;
  hasCrashed = true;
  printError(`it crashed: ${describeFault(error)}`);
  void endProcess(exitFailed);
}

/** Returns the stack of a fault in the sources, or its text. */
export function describeFault(error: unknown): string {
  return toSourceStack(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
