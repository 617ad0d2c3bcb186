/** Snapshots of the parts of FizzBuzz: a source and a worker, beside a broker. */
import type {EdgeReport, Snapshot} from '../../source/engine/index.ts';
import {fixedSnapshot} from './snapshot.ts';

const base = fixedSnapshot();

/** An edge over a broker that is half full. */
export function fixedEdge(overrides: Partial<EdgeReport> = {}): EdgeReport {
  return {
    name: 'broker',
    actor: 'send',
    direction: 'out',
    channel: 'values',
    peer: 'workers',
    batches: 27,
    capacityBatches: 64,
    fillNow: 27 / 64,
    perSecond: 12_300_000,
    roundTripMs: 1.25,
    refused: 0,
    lostAtSeconds: null,
    fullLane: null,
    ...overrides,
  };
}

/** A Snapshot with other names of actors and channels: `['a→b', 'b→c']`. */
function renamed(channels: Readonly<Record<string, string>>, edge: EdgeReport): Partial<Snapshot> {
  const ends = Object.entries(channels).map(([name, way]) => [name, ...way.split('→')] as const);
  const actors = [...new Set(ends.flatMap(([, from, to]) => [from as string, to as string]))];
  const [channel] = base.channels;
  const [rolling] = base.rolling.channels;
  const [, actor] = base.actors;
  const [load] = base.rolling.actors;
  const named = <Part>(part: Part | undefined, name: string, from?: string, to?: string) =>
    ({...(part as Part), name, ...(from && to ? {from, to} : {})}) as Part;
  return {
    pipeline: {...base.pipeline, throughput: ends[0]?.[0] ?? ''},
    beat: null,
    counters: [],
    channels: ends.map(([name, from, to]) => named(channel, name, from, to)),
    actors: actors.map((name) => named(actor, name)),
    rolling: {
      ...base.rolling,
      channels: ends.map(([name, from, to]) => named(rolling, name, from, to)),
      actors: actors.map((name) => named(load, name)),
    },
    edges: [edge],
  };
}

/** The source, which sends to workers. */
export function sourceSnapshot(edge: Partial<EdgeReport> = {}): Partial<Snapshot> {
  const channels = {
    values: 'generator→send',
    beats: 'heartbeat→generator',
    progress: 'generator→keep',
  };
  return renamed(channels, fixedEdge(edge));
}

/** A worker, which receives from the source. */
export function workerSnapshot(edge: Partial<EdgeReport> = {}): Partial<Snapshot> {
  const channels = {
    results: 'worker→logger',
    values: 'receive→worker',
    progress: 'logger→keep',
  };
  const own = {actor: 'receive', direction: 'in', peer: 'source'} as const;
  return renamed(channels, fixedEdge({...own, ...edge}));
}
