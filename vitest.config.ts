import {defineConfig} from 'vitest/config';

/** Files whose runs want the machine for themselves: they measure, or they run long at full speed. */
const alone = [
  'test/bench/*.test.ts',
  'test/engine/{endurance,faults,garbage,litmus}.test.ts',
  'test/program/abuse.test.ts',
  'test/soak.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: alone,
          // Most of the time these wait for a screen or for an end, so two at a time fit two cores.
          maxWorkers: 2,
          sequence: {groupOrder: 0},
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: {groupOrder: 1},
        },
      },
    ],
  },
});
