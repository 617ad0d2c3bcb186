/**
 * The memory that the system gives to this process: the machine's, or a container's limit.
 *
 * Memory is taken when it is written for the first time. A process that takes too much is killed
 * then, without an error. Large memory is therefore compared with what is left before it is
 * allocated.
 */
import os from 'node:os';
import path from 'node:path';
import {controlGroupFolders, readText} from './control-groups.ts';

/** The memory of a process, in bytes. */
export interface MemoryShare {
  /** The machine's memory, or the limit of a container if that is lower. */
  readonly totalBytes: number;
  /** What the process can still take. `Infinity` if the system does not report it. */
  readonly leftBytes: number;
}

/**
 * The files of a control group: the limit, the use, and the part of the use that can be dropped.
 */
const versions = [
  {limit: 'memory.max', used: 'memory.current', cache: 'inactive_file'},
  {
    limit: 'memory.limit_in_bytes',
    used: 'memory.usage_in_bytes',
    cache: 'total_inactive_file',
  },
];

/**
 * Reads the memory share of this process.
 * @param root the folder of the system's files, for tests
 */
export function readMemoryShare(root = '/'): MemoryShare {
  const machine = {totalBytes: os.totalmem(), leftBytes: machineLeftBytes(root)};
  const groups = controlGroupFolders(root, 'memory').flatMap(readGroup);
  const shares = [machine, ...groups];
  return {
    totalBytes: Math.min(...shares.map(({totalBytes}) => totalBytes)),
    leftBytes: Math.max(0, Math.min(...shares.map(({leftBytes}) => leftBytes))),
  };
}

/** Returns what Linux would give without killing a process. Other systems use their disks. */
function machineLeftBytes(root: string): number {
  const text = readText(path.join(root, 'proc/meminfo'));
  const [, available] = /^MemAvailable:\s+(\d+) kB$/m.exec(text) ?? [];
  const [, swap = '0'] = /^SwapFree:\s+(\d+) kB$/m.exec(text) ?? [];
  if (available === undefined) return Number.POSITIVE_INFINITY;
  return (Number(available) + Number(swap)) * 1_024;
}

function readGroup(folder: string): readonly MemoryShare[] {
  return versions.flatMap(({limit, used, cache}) => {
    const totalBytes = Number.parseInt(readText(path.join(folder, limit)), 10);
    const usedBytes = Number.parseInt(readText(path.join(folder, used)), 10);
    // "max" is no limit.
    if (!(totalBytes >= 0 && usedBytes >= 0)) return [];
    const stat = readText(path.join(folder, 'memory.stat'));
    const [, cacheBytes = '0'] = new RegExp(`^${cache} (\\d+)$`, 'm').exec(stat) ?? [];
    return [{totalBytes, leftBytes: totalBytes - usedBytes + Number(cacheBytes)}];
  });
}
