/**
 * How much address space the system would still give this process.
 *
 * V8 ends the whole process, with a trace, when it can not reserve the space for a thread. So under a limit (`ulimit -v`)
 * one has to look before. Only Linux tells; elsewhere there is no such limit in use.
 */
import {readFileSync} from 'node:fs';

/** Bytes left up to the limit; `Infinity` where there is none, or nothing is known of it. */
export function addressSpaceLeftBytes(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const status = readFileSync('/proc/self/status', 'utf8');
    return spaceLeft(limits, status);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** The same from the text of `/proc/self/limits` and `/proc/self/status`. */
export function spaceLeft(limits: string, status: string): number {
  const [, limitBytes] = /^Max address space +(\d+) /m.exec(limits) ?? [];
  const [, usedKibibytes] = /^VmSize:\s+(\d+) kB/m.exec(status) ?? [];
  if (limitBytes === undefined || usedKibibytes === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, Number(limitBytes) - Number(usedKibibytes) * 1_024);
}
