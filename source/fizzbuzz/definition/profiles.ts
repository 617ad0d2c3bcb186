import {limits, type ProfileSettings} from '../../engine/index.ts';
import {laneCapacityMessages} from './limits.ts';

/** Named settings of a pipeline. */
export interface Profile {
  readonly name: string;
  readonly settings: ProfileSettings;
}

const usual = {threads: 'auto', lanes: 1} as const;
const large = {
  ...usual,
  capacityMessages: limits.capacityDefaultMessages,
  batchMessages: limits.capacityDefaultMessages / 2,
  beatPeriodMs: 2,
};
const small = {...usual, mode: 'double-buffer', capacityMessages: 64, batchMessages: 1};
const inCache = {
  mode: 'zero-copy',
  capacityMessages: laneCapacityMessages,
  batchMessages: laneCapacityMessages / 2,
  beatPeriodMs: 0,
  threads: 1,
};

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
      ...usual,
    },
  },
  {name: 'performant double-buffer', settings: {mode: 'double-buffer', ...large}},
  {name: 'performant zero-copy', settings: {mode: 'zero-copy', ...large}},
];

/** Shapes that fit a machine, in free runs: no message leaves the core that made it. */
export const shapeProfiles: readonly Profile[] = [
  {name: 'one thread', settings: {...inCache, lanes: 1}},
  {name: 'a lane per core', settings: {...inCache, lanes: 'auto'}},
];
