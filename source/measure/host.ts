/**
 * Reads facts about the machine that the program cannot control: huge pages, and the time that the
 * hypervisor gave to other guests. Linux only.
 */
import {readFileSync} from 'node:fs';

/** Returns the kernel's setting of transparent huge pages, or null if the system has none. */
export function readHugePages(): string | null {
  const setting = readOrNull('/sys/kernel/mm/transparent_hugepage/enabled');
  return /\[(\w+)\]/.exec(setting ?? '')?.[1] ?? null;
}

/** Processor time since boot, in ticks: the total, and the stolen part. */
export interface ProcessorTicks {
  readonly all: number;
  readonly stolen: number;
}

/**
 * Parses the first line of `/proc/stat` (see proc(5)). Returns null if the system has no such file.
 */
export function readProcessorTicks(): ProcessorTicks | null {
  const line = readOrNull('/proc/stat')?.split('\n', 1)[0];
  if (line === undefined) return null;
  const ticks = line.trim().split(/\s+/).slice(1).map(Number);
  const stolenIndex = 7;
  // Guest time follows the first eight numbers. User time already contains it.
  const all = ticks.slice(0, stolenIndex + 1).reduce((sum, count) => sum + count, 0);
  return {all, stolen: ticks[stolenIndex] ?? 0};
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
