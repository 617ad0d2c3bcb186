import {capacityDefaultMessages} from './limits.ts';
import type {Settings} from './shape.ts';

/** Named settings of a pipeline. */
export interface Profile extends Settings {
  readonly name: string;
}

/**
 * The settings of the lesson's table, from the minimum that works to the settings that the pipeline
 * is built for. `bench` measures all profiles after the first.
 */
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
