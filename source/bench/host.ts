/** What the machine does behind our back: large pages, and time that the hypervisor gave to others. Linux only. */
import {readFileSync} from 'node:fs';

/** The kernel's setting of transparent huge pages, or null where there is none. */
export function readHugePages(): string | null {
  const setting = readOrNull('/sys/kernel/mm/transparent_hugepage/enabled');
  return /\[(\w+)\]/.exec(setting ?? '')?.[1] ?? null;
}

/** Processor time since boot, in ticks: all of it, and what was stolen. */
export interface ProcessorTicks {
  readonly all: number;
  readonly stolen: number;
}

/** The first line of `/proc/stat` (see proc(5)), or null where there is none. */
export function readProcessorTicks(): ProcessorTicks | null {
  const line = readOrNull('/proc/stat')?.split('\n', 1)[0];
  if (line === undefined) return null;
  const ticks = line.trim().split(/\s+/).slice(1).map(Number);
  const stolenPlace = 7;
  // Guest time, behind the first eight, is contained in user time already.
  const all = ticks.slice(0, stolenPlace + 1).reduce((sum, count) => sum + count, 0);
  return {all, stolen: ticks[stolenPlace] ?? 0};
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
