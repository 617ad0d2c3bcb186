import type {PipelineData} from '../../engine/index.ts';
import {data as fizzBuzz} from '../../fizzbuzz/definition/definition.ts';

/** The numbers of the logger's state that its record has. */
export const workerNumbers = ['fizz', 'buzz', 'fizzbuzz', 'value'] as const;

/** The data of the part. */
export const workerData = {
  name: 'fizzbuzz-worker',
  channels: {
    values: {from: 'receive', to: 'worker'},
    results: {from: 'worker', to: 'logger'},
    progress: {
      from: 'logger',
      to: 'keep',
      capacityMessages: 1_024,
      messageBytes: (1 + workerNumbers.length) * 8,
    },
  },
  actors: {
    receive: {isAsync: true},
    worker: {state: {doubleBuffer: 0, zeroCopy: 0}},
    logger: fizzBuzz.actors.logger,
    keep: {isAsync: true},
  },
  threads: [
    [
      ['receive', 'keep'],
      ['worker', 'logger'],
    ],
    [['receive', 'keep', 'worker', 'logger']],
    [['receive', 'keep'], ['worker'], ['logger']],
  ],
  throughput: 'results',
  latency: 'values',
  settings: {mode: fizzBuzz.settings.mode},
  counters: fizzBuzz.counters,
  edges: {broker: {actor: 'receive', direction: 'in', channel: 'values', peer: 'source'}},
  regions: fizzBuzz.regions,
  size: fizzBuzz.size,
  proof: 'received = processed = logged, and the tallies are those of the lane',
  reservedBytes: fizzBuzz.reservedBytes,
} as const satisfies PipelineData;

/** The names and types of the part. */
export type WorkerPart = typeof workerData;
