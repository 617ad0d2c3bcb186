/** The parts of a Snapshot that differ for a small pipeline that is not FizzBuzz. */
import type {Snapshot} from '../../source/engine/index.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {channels, actors, segments, throughput} = fixedSnapshot();
const settings = {capacityMessages: 64, batchMessages: 32, threads: 2, lanes: 1, level: 3};

/** `source` sends `numbers` to `sink`, which counts the odd ones. There are no beats. */
export const otherPipeline: Partial<Snapshot> = {
  pipeline: {
    name: 'other',
    settings: [{name: 'level', choices: null, rateOf: null, zero: ''}],
    threads: [2],
    lanesMax: 1,
    throughput: 'numbers',
    proof: 'sent = received',
  },
  settings,
  beat: null,
  counters: [{name: 'odd', label: 'Odd', count: 3, share: null}],
  throughput: {...throughput, messages: 8},
  modes: [],
  limit: {kind: 'actor', by: 'sink', busy: 0.9},
  channels: channels.slice(0, 1).map((channel) => ({
    ...channel,
    name: 'numbers',
    from: 'source',
    to: 'sink',
    sent: 9,
    total: 8,
  })),
  actors: ['source', 'sink'].map((name, index) => ({...actors.at(index + 1), name}) as never),
  segments: segments.map((segment) => ({
    ...segment,
    settings,
    limit: {kind: 'actor', by: 'sink', busy: 0.9},
  })),
};
