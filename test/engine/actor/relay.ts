/** A pipeline whose actor in the middle has an input, an output, numbers and an array. */
import {definePipeline, done} from '../../../source/engine/index.ts';

const idle = () => ({step: () => done});

/** Defines the pipeline with messages of that size. Its actors do nothing: tests use contexts. */
export function defineRelay(messageBytes = 8) {
  return definePipeline(
    {
      name: 'relay',
      channels: {
        input: {from: 'source', to: 'relay', messageBytes},
        output: {from: 'relay', to: 'sink', messageBytes, wait: 'relayed'},
      },
      actors: {
        source: {},
        relay: {state: {count: 0, byKind: [10, 20, 30], last: -1}},
        sink: {},
      },
      threads: [[['source'], ['relay'], ['sink']]],
      throughput: 'output',
      settings: {
        how: {choices: ['add', 'shift'], initial: 'shift'},
        periodMs: {initial: 2.5, min: 0, max: 1_000},
      },
      regions: {delays: 'histogram', scratch: {bytes: 256}},
      stopReasons: ['enough'],
    },
    {
      resources: (payload) => ({payload}),
      actors: {source: idle, relay: idle, sink: idle},
    },
  );
}
