// The second of two parts of ticks: it sums the bars that `source.ts` sends over NATS. A worker
// that is killed goes on where it was, because its sums are kept at the broker.
import {BridgeReceiver, Keeper, receiveOver, reportProgress} from 'fizzbuzz-tui/bridge';
import {definePipeline} from 'fizzbuzz-tui/engine';
import ticks from './pipeline.ts';

const {channels, actors, counters} = ticks.data;
const broker = process.env.NATS_URL || 'nats://127.0.0.1:4222';
const numbers = ['ticks', 'volume'] as const;

const data = {
  name: 'ticks-worker',
  channels: {
    bars: {...channels.bars, from: 'receive'},
    progress: {from: 'sums', to: 'keep', messageBytes: (1 + numbers.length) * 8},
  },
  actors: {receive: {isAsync: true}, sums: actors.sums, keep: {isAsync: true}},
  threads: [[['receive', 'keep'], ['sums']]],
  throughput: 'bars',
  edges: {broker: {actor: 'receive', direction: 'in', channel: 'bars', peer: 'source'}},
  counters,
} as const;

export default definePipeline(data, {
  ...receiveOver({broker, stream: 'bars'}, {channels: ['bars'], actor: 'sums', numbers}),
  actors: {
    receive: (context) => new BridgeReceiver(context, context.sender('bars'), context.resources),
    sums(context) {
      const sums = ticks.behaviour.actors.sums(context);
      const fields = numbers.map((name) => context.fields[name]);
      const bars = context.receiver('bars');
      return reportProgress(context, sums, bars, fields, context.sender('progress'));
    },
    keep: (context) =>
      new Keeper(context, context.receiver('progress'), numbers, context.resources),
  },
});
