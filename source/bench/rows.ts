/** What is measured: the four rows of the lesson's scaling table, each running free and at its own beat. */
import type {Mode} from '../engine/index.ts';

export interface BenchRow {
  readonly name: string;
  readonly mode: Mode;
  readonly capacityMessages: number;
  readonly batchMessages: number;
  /** 0 when running free. */
  readonly beatPeriodMs: number;
}

const profiles = [
  {name: 'robust', mode: 'double-buffer', capacityMessages: 64, batchMessages: 1, beatPeriodMs: 1},
  {
    name: 'standard',
    mode: 'double-buffer',
    capacityMessages: 1_024,
    batchMessages: 64,
    beatPeriodMs: 6.4,
  },
  {
    name: 'performant double-buffer',
    mode: 'double-buffer',
    capacityMessages: 1_048_576,
    batchMessages: 524_288,
    beatPeriodMs: 2,
  },
  {
    name: 'performant zero-copy',
    mode: 'zero-copy',
    capacityMessages: 1_048_576,
    batchMessages: 524_288,
    beatPeriodMs: 2,
  },
] as const;

/** The rows that run free first, since they are what the ceiling is compared with. */
export const benchRows: readonly BenchRow[] = [
  ...profiles.map((profile) => ({...profile, beatPeriodMs: 0})),
  ...profiles,
];
