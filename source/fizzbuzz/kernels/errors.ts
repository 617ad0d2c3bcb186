/**
 * The requested kernels do not run on this machine, or failed their check against the reference
 * kernels.
 */
export class KernelsUnavailableError extends Error {
  override readonly name = 'KernelsUnavailableError';

  /** @param reason the cause, as the end of a sentence */
  constructor(width: string, reason: string) {
    super(`${width} kernels cannot be used here: ${reason}`);
  }
}
