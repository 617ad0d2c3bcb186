import {limits, type ProfileSettings} from '../../engine/index.ts';

/** Named settings of a pipeline. */
export interface Profile {
  readonly name: string;
  readonly settings: ProfileSettings;
}

const large = {
  capacityMessages: limits.capacityDefaultMessages,
  batchMessages: limits.capacityDefaultMessages / 2,
  beatPeriodMs: 2,
};
const small = {mode: 'double-buffer', capacityMessages: 64, batchMessages: 1};

/**
 * The settings of the lesson's table, from the minimum that works to the settings that the pipeline
 * is built for. `bench` measures all profiles after the first.
 */
export const profiles: readonly Profile[] = [
  {name: 'minimum', settings: {...small, beatPeriodMs: 1_000}},
  {name: 'robust', settings: {...small, beatPeriodMs: 1}},
  {
    name: 'standard',
    settings: {
      mode: 'double-buffer',
      capacityMessages: 1_024,
      batchMessages: 64,
      beatPeriodMs: 6.4,
    },
  },
  {name: 'performant double-buffer', settings: {mode: 'double-buffer', ...large}},
  {name: 'performant zero-copy', settings: {mode: 'zero-copy', ...large}},
];
