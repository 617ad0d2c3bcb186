/** The operating errors of an engine. Broken promises of the program itself are plain `Error`s from `assert`. */

/** The machine refused the shared memory; `bytesWanted` says how much was asked for. Nothing was started. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
  readonly bytesWanted: number;

  constructor(bytesWanted: number, options?: ErrorOptions) {
    super(`the machine did not give ${bytesWanted} bytes of shared memory`, options);
    this.bytesWanted = bytesWanted;
  }
}

/** The system's limit on address space leaves too little for the threads. Nothing was started. */
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

/** The kernels asked for do not run on this machine, or failed their check against the slow twins. */
export class KernelsUnavailableError extends Error {
  override readonly name = 'KernelsUnavailableError';
  readonly width: string;

  /** @param reason why, as the end of a sentence */
  constructor(width: string, reason: string) {
    super(`${width} kernels can not be used here: ${reason}`);
    this.width = width;
  }
}

/**
 * Stops on a broken promise of the program itself, never on bad input.
 * @throws {Error} when `condition` is false
 */
export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${promise}`);
}
