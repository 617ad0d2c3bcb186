/** A small pipeline for tests of telemetry, whose actors never run, and readings of it. */
import type {Throttling} from '../../../source/engine/base/processor-share.ts';
import {type AnyPipeline, definePipeline, done} from '../../../source/engine/index.ts';
import {takeReading} from '../../../source/engine/telemetry/take-reading.ts';
import {createManualPipeline} from '../../../source/engine/testing.ts';

const createIdle = () => ({step: () => done});

/** `source` → `filter` → `sink`, and a `clock` whose ticks release the batches of `filter`. */
const tiny = definePipeline(
  {
    name: 'tiny',
    channels: {
      inputs: {from: 'source', to: 'filter'},
      outputs: {from: 'filter', to: 'sink'},
      ticks: {from: 'clock', to: 'filter', capacityMessages: 1_024, wait: 'tick'},
    },
    actors: {
      clock: {state: {skipped: 0}},
      source: {},
      filter: {state: {exact: 0, fast: 0}},
      sink: {},
    },
    threads: [[['clock', 'source'], ['filter'], ['sink']]],
    throughput: 'outputs',
    latency: 'inputs',
    settings: {
      quality: {
        choices: ['exact', 'fast'],
        initial: 'exact',
        counted: {actor: 'filter', fields: ['exact', 'fast']},
      },
      periodMs: {initial: 2, min: 0, max: 60_000, rateOf: 'ticks'},
      target: {
        initial: Number.POSITIVE_INFINITY,
        min: 0,
        max: Number.POSITIVE_INFINITY,
        isHidden: true,
      },
    },
    beat: {
      channel: 'ticks',
      period: 'periodMs',
      target: 'target',
      skipped: 'skipped',
      lateness: 'delays',
    },
    regions: {delays: 'histogram'},
  },
  {
    actors: {clock: createIdle, source: createIdle, filter: createIdle, sink: createIdle},
    alerts: [
      {
        kind: 'skipped',
        text: 'ticks were skipped',
        isActive: ({from, to}) => to.states.clock.skipped > from.states.clock.skipped,
      },
      {
        kind: 'full',
        text: 'the outputs are full',
        advice: 'read faster',
        isActive: ({meanFill}) => meanFill('outputs') > 0.9,
      },
      {kind: 'late', text: 'ticks are late', isActive: ({medianMs}) => medianMs('delays') > 5},
    ],
  },
);

/** The same definition, as the engine sees it. */
export const definition = tiny as unknown as AnyPipeline;

/** Creates the pipeline to step by hand. */
export const createTiny = () => createManualPipeline(tiny);

/** The parts of one such pipeline. */
export const parts = createTiny();
/** Its graph. */
export const {graph} = parts;

/** The reading of a pipeline in which nothing has happened, with its names. */
const still = takeReading(parts, 0) as unknown as TinyReading;
type Plain = ReturnType<typeof takeReading>;
type Named<Value, Name extends string> = Readonly<Record<Name, Value>>;

/** A reading whose names are known. */
interface TinyReading extends Plain {
  readonly states: {readonly clock: {readonly skipped: number}} & Plain['states'];
  readonly actors: Named<Plain['actors'][string], 'clock' | 'source' | 'filter' | 'sink'>;
  readonly channels: Named<Plain['channels'][string], 'inputs' | 'outputs' | 'ticks'>;
  readonly histograms: Named<Float64Array, 'delays'>;
}

/** What differs from a pipeline in which nothing has happened. Counts of buckets are by bucket. */
export interface Changes {
  readonly actors?: {
    readonly [A in keyof TinyReading['actors']]?: Partial<Plain['actors'][string]>;
  };
  readonly channels?: {
    readonly [C in keyof TinyReading['channels']]?: Partial<Plain['channels'][string]>;
  };
  readonly skipped?: number;
  readonly threadsCpuMs?: readonly number[];
  readonly throttling?: Throttling;
  readonly delays?: Buckets;
  readonly latency?: Buckets;
}

/** Counts by bucket; the others are 0. */
type Buckets = Readonly<Record<number, number>>;

/** Creates a reading at `atMs`. */
export function createReading(atMs: number, changes: Changes = {}): Plain {
  const {actors, channels, states, histograms, threadsCpuMs, latencyCounts} = still;
  const {skipped = 0, delays = {}, latency = {}} = changes;
  const lane = {
    states: {...states, clock: {skipped}},
    actors: mergeEach(actors, changes.actors),
    channels: mergeEach(channels, changes.channels),
    histograms: {delays: countBuckets(histograms.delays.length, delays)},
    latencyCounts: countBuckets(latencyCounts.length, latency),
    edges: {},
  };
  return {
    ...lane,
    atMs,
    lanes: [lane],
    isConsistent: true,
    throttling: changes.throttling,
    threadsCpuMs: changes.threadsCpuMs ?? threadsCpuMs,
  };
}

/** Returns counts of fills, of which those of some buckets are not 0. */
export function countFills(buckets: Buckets): {readonly fillCounts: Float64Array} {
  return {fillCounts: countBuckets(still.channels.inputs.fillCounts.length, buckets)};
}

function countBuckets(length: number, buckets: Buckets): Float64Array {
  return Float64Array.from({length}, (_, bucket) => buckets[bucket] ?? 0);
}

function mergeEach<Value extends object>(
  all: Readonly<Record<string, Value>>,
  changes: Readonly<Record<string, Partial<Value> | undefined>> = {},
): Record<string, Value> {
  const entries = Object.entries(all);
  return Object.fromEntries(entries.map(([name, value]) => [name, {...value, ...changes[name]}]));
}
