import type {PipelineData} from '../../engine/index.ts';
import {data as fizzBuzz} from '../../fizzbuzz/definition/definition.ts';

/** The numbers of the generator's state that its record has. */
export const sourceNumbers = ['beats', 'remaining'] as const;

/** The data of the part. */
export const sourceData = {
  name: 'fizzbuzz-source',
  channels: {
    values: {from: 'generator', to: 'send'},
    beats: {...fizzBuzz.channels.beats, from: 'heartbeat', to: 'generator'},
    progress: {
      from: 'generator',
      to: 'keep',
      capacityMessages: 1_024,
      messageBytes: (1 + sourceNumbers.length) * 8,
    },
  },
  actors: {
    heartbeat: fizzBuzz.actors.heartbeat,
    generator: {state: {remaining: 0, beats: 0}},
    send: {isAsync: true},
    keep: {isAsync: true},
  },
  threads: [
    [
      ['heartbeat', 'generator'],
      ['send', 'keep'],
    ],
    [['heartbeat', 'generator', 'send', 'keep']],
    [['heartbeat'], ['generator'], ['send', 'keep']],
  ],
  throughput: 'values',
  latency: 'values',
  settings: {
    beatPeriodMs: fizzBuzz.settings.beatPeriodMs,
    beatsTarget: fizzBuzz.settings.beatsTarget,
  },
  beat: fizzBuzz.beat,
  edges: {broker: {actor: 'send', direction: 'out', channel: 'values', peer: 'workers'}},
  regions: fizzBuzz.regions,
  size: fizzBuzz.size,
  stopReasons: fizzBuzz.stopReasons,
  proof: 'the broker has stored every value that was generated',
  reservedBytes: fizzBuzz.reservedBytes,
} as const satisfies PipelineData;

/** The names and types of the part. */
export type SourcePart = typeof sourceData;
