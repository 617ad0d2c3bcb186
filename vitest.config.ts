import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', './test/helpers/counts.ts'],
    // Long beyond what a test takes on a machine of which others take the most: what hangs ends here, nothing else.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many wait for a screen or for an end, so three at a time fit two cores.
    maxWorkers: 3,
  },
});
