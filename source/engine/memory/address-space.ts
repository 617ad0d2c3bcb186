import {readFileSync} from 'node:fs';
import {AddressSpaceError, OutOfMemoryError} from '../base/errors.ts';
import {
  mainMemoryBytes,
  memoryMaxBytes,
  threadMemoryBytes,
  threadSpaceBytes,
} from '../base/limits.ts';
import {readMemoryShare} from '../base/memory-share.ts';

/**
 * Checks, before any allocation, that the address space suffices for the threads, and for the rings
 * beside them. Each Wasm memory, however small, reserves much of it.
 * @param totalBytes size of the shared memory
 * @throws {AddressSpaceError} when it does not suffice for the threads
 * @throws {OutOfMemoryError} when it does not suffice for the threads and the rings
 */
export function checkAddressSpace(threads: number, totalBytes = 0): void {
  const threadsBytes = threads * threadSpaceBytes;
  const leftBytes = addressSpaceLeftBytes();
  if (leftBytes < threadsBytes) throw new AddressSpaceError(threadsBytes, leftBytes);
  const isTooLarge = leftBytes < threadsBytes + totalBytes || totalBytes > memoryMaxBytes;
  if (isTooLarge) throw new OutOfMemoryError(totalBytes);
}

/**
 * Checks, before any allocation, that the machine or the container has the memory for the rings and
 * the threads. A process that takes more than there is would be killed when the rings fill.
 * @param totalBytes size of the shared memory
 * @throws {OutOfMemoryError} when it does not have it
 */
export function checkMemory(threads: number, totalBytes: number): void {
  const {leftBytes} = readMemoryShare();
  const bytesLeft = Math.max(0, leftBytes - mainMemoryBytes - threads * threadMemoryBytes);
  if (totalBytes > bytesLeft) throw new OutOfMemoryError(totalBytes, {bytesLeft});
}

/**
 * Checks that other threads fit over the present rings. The present threads give their memory back
 * late, so it does not count as free.
 * @throws {AddressSpaceError | OutOfMemoryError} when they do not
 */
export function checkThreads(threads: number): void {
  checkAddressSpace(threads);
  const {leftBytes} = readMemoryShare();
  const wantedBytes = threads * threadMemoryBytes;
  if (wantedBytes > leftBytes) throw new OutOfMemoryError(wantedBytes, {bytesLeft: leftBytes});
}

/**
 * The address space that the system can still give this process, in bytes. `Infinity` if there is
 * no limit, or the limit is unknown.
 *
 * V8 ends the whole process with a stack trace when it cannot reserve the address space of a
 * thread. Under a limit (`ulimit -v`), the caller therefore checks the space before it starts a
 * thread. Only Linux reports the limit. Such a limit is not in use on other systems.
 */
function addressSpaceLeftBytes(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const status = readFileSync('/proc/self/status', 'utf8');
    return spaceLeft(limits, status);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * The remaining address space in bytes, 0 or more, or `Infinity` if there is no limit or the texts
 * do not contain it.
 *
 * @param limits text of `/proc/self/limits`
 * @param status text of `/proc/self/status`
 */
export function spaceLeft(limits: string, status: string): number {
  const [, limitBytes] = /^Max address space +(\d+) /m.exec(limits) ?? [];
  const [, usedKibibytes] = /^VmSize:\s+(\d+) kB/m.exec(status) ?? [];
  if (limitBytes === undefined || usedKibibytes === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, Number(limitBytes) - Number(usedKibibytes) * 1_024);
}
