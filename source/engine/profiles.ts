/** Profiles: shapes of the pipeline that are worth comparing, from the least that works to what this is built for. */
import {capacityDefaultMessages} from './limits.ts';
import type {Settings} from './shape.ts';

export interface Profile extends Settings {
  readonly name: string;
}

/** The shapes of the lesson's table; those after the first are what `bench` measures. */
export const profiles: readonly Profile[] = [
  {
    name: 'minimum',
    mode: 'double-buffer',
    capacityMessages: 64,
    batchMessages: 1,
    beatPeriodMs: 1_000,
  },
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
    capacityMessages: capacityDefaultMessages,
    batchMessages: capacityDefaultMessages / 2,
    beatPeriodMs: 2,
  },
  {
    name: 'performant zero-copy',
    mode: 'zero-copy',
    capacityMessages: capacityDefaultMessages,
    batchMessages: capacityDefaultMessages / 2,
    beatPeriodMs: 2,
  },
];
