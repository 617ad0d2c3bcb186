import {errorMessage, type FatalError} from '../base/errors.ts';

/** Why a thread failed. */
export interface ThreadFailure {
  /** The end of a sentence. */
  readonly reason: string;
  /** The system lacks something that it may have again later: descriptors, threads, memory. */
  readonly isShortage: boolean;
  /** The error was a `FatalError`: the thread must not be started again. */
  readonly isFatal: boolean;
}

/** What the system lacks, by the codes and the messages of its errors, and what helps. */
const shortages: ReadonlyArray<readonly [pattern: RegExp, what: string]> = [
  [/EMFILE|too many open files/i, 'too many open files: raise ulimit -n'],
  [/ENFILE/, 'the system has too many open files'],
  [/EAGAIN/, 'no more threads: raise ulimit -u'],
  [/ENOMEM/, 'not enough memory'],
];

/** Describes the error of a thread, or the error of its start. */
export function describeThreadFailure(error: unknown): ThreadFailure {
  const reason = errorMessage(error).trim().replace(/\.$/, '');
  // Anything can be thrown, also null.
  const {code, isFatal = false} = (error ?? {}) as Partial<FatalError> & {readonly code?: unknown};
  const [, what] = shortages.find(([pattern]) => pattern.test(`${code} ${reason}`)) ?? [];
  const isShortage = what !== undefined || code === 'ERR_WORKER_INIT_FAILED';
  return {reason: what === undefined ? reason : `${reason} (${what})`, isShortage, isFatal};
}
