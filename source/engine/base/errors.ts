/**
 * The operational errors of an engine. Violated invariants of the program are plain `Error`s from
 * `assert`.
 */

/**
 * The machine refused the shared memory, or does not have it. `bytesWanted` is the requested size
 * in bytes. `bytesLeft` is what the machine or the container can still give, if that is known to be
 * too little. Nothing was started.
 */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
  readonly bytesWanted: number;
  readonly bytesLeft: number | undefined;

  constructor(bytesWanted: number, options?: ErrorOptions & {readonly bytesLeft?: number}) {
    const {bytesLeft} = options ?? {};
    const left = bytesLeft === undefined ? '' : `: ${bytesLeft} are left`;
    super(`the machine did not give ${bytesWanted} bytes of memory${left}`, options);
    this.bytesWanted = bytesWanted;
    this.bytesLeft = bytesLeft;
  }
}

/** The system's limit on address space is too low for the threads. Nothing was started. */
export class AddressSpaceError extends Error {
  override readonly name = 'AddressSpaceError';
  readonly bytesWanted: number;
  readonly bytesLeft: number;

  constructor(bytesWanted: number, bytesLeft: number) {
    super(`${bytesWanted} bytes of address space are wanted, and ${bytesLeft} are left`);
    this.bytesWanted = bytesWanted;
    this.bytesLeft = bytesLeft;
  }
}

/**
 * A definition, or a module of one, cannot be used. The message is one sentence. Nothing was
 * started.
 */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

/**
 * An actor cannot go on, and its successor could not either. The run fails with the message, which
 * is one sentence without a full stop. Any other error of an actor is survived.
 */
export class FatalError extends Error {
  override readonly name = 'FatalError';
  /** An error that comes from another thread has its properties, but not its class. */
  readonly isFatal = true;
}

/**
 * Checks an invariant of the program. Bad input is not an invariant and has errors of its own.
 * @throws {Error} when `condition` is false
 */
export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${promise}`);
}

/** Returns the message of a thrown value, which can be anything. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
