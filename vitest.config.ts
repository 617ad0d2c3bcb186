import process from 'node:process';
import {defineConfig} from 'vitest/config';

// All files draw from one seed (test/helpers/sample.ts). TEST_SEED=… repeats a draw.
process.env.TEST_SEED ||= String(Date.now() % 2 ** 31);

/** Tests of real runs, which wait for threads, processes, servers, brokers and browsers. */
const runs = [
  'test/{bridge,examples,measure,program,server}/**/*.test.ts',
  'test/{,engine/,sources/remote/}*.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/helpers/counts.ts'],
    // Much longer than a test takes on a busy machine. It ends only a test that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many wait for a screen or for an end, so six at a time fit two cores.
    maxWorkers: 6,
    // A file of long tests may have none that is drawn (test/helpers/sample.ts).
    passWithNoTests: true,
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
