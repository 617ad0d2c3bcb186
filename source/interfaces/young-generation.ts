import v8 from 'node:v8';

/**
 * Stops the growth of V8's young generation, so that the garbage of frames stays in little memory.
 *
 * V8 doubles its young generation whenever much in it survives, up to 64 MiB per half. Frames leave
 * many short-lived strings. The size before the first frame is enough for ten frames per second.
 * More growth only takes memory.
 */
export function stopYoungGenerationGrowth(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}
