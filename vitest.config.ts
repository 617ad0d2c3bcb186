import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './test/helpers/counts.ts'],
    // Much longer than a test takes on a busy machine. It ends only a test that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many wait for a screen or for an end, so three at a time fit two cores.
    maxWorkers: 3,
  },
});
