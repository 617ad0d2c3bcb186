// The first of two parts of ticks: its bars go over NATS to `worker.ts`, which can be on another
// machine. Run both with `npx fizzbuzz-tui run examples/ticks/source.ts`; `NATS_URL` is the broker.
// A source that is killed makes all ticks again, and the bridge leaves out the bars that were sent.
import {BridgeSender, sendOver} from 'fizzbuzz-tui/bridge';
import {definePipeline} from 'fizzbuzz-tui/engine';
import ticks from './pipeline.ts';

const {channels, actors, settings, size} = ticks.data;
const broker = process.env.NATS_URL || 'nats://127.0.0.1:4222';
const {messageBytes} = channels.bars;

const data = {
  name: 'ticks-source',
  channels: {ticks: channels.ticks, bars: {...channels.bars, to: 'send'}},
  actors: {feed: actors.feed, bars: actors.bars, send: {isAsync: true}},
  threads: [[['feed'], ['bars'], ['send']]],
  throughput: 'ticks',
  edges: {broker: {actor: 'send', direction: 'out', channel: 'bars', peer: 'worker'}},
  settings,
  size,
} as const;

export default definePipeline(data, {
  ...sendOver({broker, stream: 'bars', messageBytes, isFresh: process.env.FRESH === '1'}),
  actors: {
    feed: (context) => ticks.behaviour.actors.feed(context),
    bars: (context) => ticks.behaviour.actors.bars(context),
    send: (context) => new BridgeSender(context, context.receiver('bars'), context.resources),
  },
});
