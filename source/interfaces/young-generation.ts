/**
 * Keeps the picture's garbage in a small place.
 *
 * V8 doubles its young generation whenever much in it survives, up to 64 MiB a half, and frames leave many short-lived
 * strings. What it has grown to before the first frame is enough for ten of them a second; beyond that it only takes memory.
 */
import v8 from 'node:v8';

/** Lets the young generation stay at its size from here on. */
export function stopYoungGenerationGrowth(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}
