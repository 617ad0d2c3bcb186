import {defineConfig} from 'vitest/config';

/** Tests of real runs: threads, processes, brokers and browsers. */
const runs = ['test/{bridge,examples,measure,program}/**/*.test.ts', 'test/{,engine/}*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/helpers/counts.ts'],
    // Much longer than a test takes on a busy machine. It ends only a test that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many wait for a screen or for an end, so three at a time fit two cores.
    maxWorkers: 3,
    projects: [
      // Each file has a process. What a failed run leaves behind ends with it.
      {extends: true, test: {name: 'runs', include: runs}},
      // These leave nothing behind, and take less time than a process and its modules.
      {
        extends: true,
        test: {
          name: 'units',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: runs,
          isolate: false,
        },
      },
    ],
  },
});
