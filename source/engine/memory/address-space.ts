import {readFileSync} from 'node:fs';

/**
 * The address space that the system can still give this process, in bytes. `Infinity` if there is
 * no limit, or the limit is unknown.
 *
 * V8 ends the whole process with a stack trace when it cannot reserve the address space of a
 * thread. Under a limit (`ulimit -v`), the caller therefore checks the space before it starts a
 * thread. Only Linux reports the limit. Such a limit is not in use on other systems.
 */
export function addressSpaceLeftBytes(): number {
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
