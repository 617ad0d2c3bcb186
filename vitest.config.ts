import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // The machine may have two cores, and a run takes three threads: files one after the other keep runs apart.
    fileParallelism: false,
    testTimeout: 30_000,
  },
});
