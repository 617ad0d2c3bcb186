/**
 * The run as Prometheus metrics. Names, units and types follow https://prometheus.io/docs/practices/naming.
 *
 * prom-client writes the text; each metric is filled anew from a Snapshot when it is asked for, so nothing is kept in between.
 * Loaded at the first request only: most runs are never scraped.
 */
import {Counter, Gauge, type Metric, Registry} from 'prom-client';
import {modes, type Percentiles, type RunState, type Snapshot} from '../engine/index.ts';

/** A value and the labels that tell it from the others of its metric. */
type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

interface MetricSpec {
  readonly type: 'counter' | 'gauge';
  readonly name: string;
  readonly help: string;
  /** The samples of a moment; a metric without any is left out. */
  readonly samples: (snapshot: Snapshot) => readonly Sample[];
}

const states: readonly RunState[] = [
  'starting',
  'running',
  'paused',
  'draining',
  'stopped',
  'failed',
];

const metrics: readonly MetricSpec[] = [
  {
    type: 'gauge',
    name: 'fizzbuzz_build_info',
    help: 'What runs: always 1, told by the labels.',
    samples: ({machine}) => [[1, {node: machine.node, kernels: machine.kernels, cpu: machine.cpu}]],
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_state',
    help: 'The state of the run: 1 for the one it is in.',
    samples: (snapshot) => states.map((state) => [flag(state === snapshot.state), {state}]),
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_mode',
    help: 'The mode of the worker: 1 for the one it is in.',
    samples: (snapshot) => modes.map((mode) => [flag(mode === snapshot.mode), {mode}]),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_running_seconds_total',
    help: 'Seconds of running, pauses left out, by mode.',
    samples: (snapshot) => snapshot.modes.map(({mode, seconds}) => [seconds, {mode}]),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_processed_messages_total',
    help: 'Messages that the worker has handled, by mode.',
    samples: (snapshot) => snapshot.modes.map(({mode, messages}) => [messages, {mode}]),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_results_total',
    help: 'Messages counted by the logger, end to end, by kind.',
    samples: ({tallies}) => Object.entries(tallies).map(([kind, count]) => [count, {kind}]),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_channel_sent_messages_total',
    help: 'Messages sent into a channel.',
    samples: ofChannels(({sent}) => sent),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_channel_received_messages_total',
    help: 'Messages received from a channel.',
    samples: ofChannels(({total}) => total),
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_channel_inflight_messages',
    help: 'Messages in a channel.',
    samples: ofChannels(({fillMessages}) => fillMessages),
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_channel_capacity_messages',
    help: 'Messages that a channel holds.',
    samples: ofChannels(({capacityMessages}) => capacityMessages),
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_channel_high_water_messages',
    help: 'The most messages that have been in a channel.',
    samples: ofChannels(({highWaterMessages}) => highWaterMessages),
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_channel_fill_ratio',
    help: 'Fill of a channel at the starts of batches, 0 to 1: median of the last second.',
    samples: ofChannels(({fillNow}) => fillNow),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_actor_busy_seconds_total',
    help: 'Seconds that an actor has worked.',
    samples: ofActors(({busySeconds}) => busySeconds),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_actor_wait_seconds_total',
    help: 'Seconds that an actor has waited, by what for.',
    samples: ({actors}) =>
      actors.flatMap(({name, waitSeconds}) =>
        Object.entries(waitSeconds).map(
          ([kind, seconds]): Sample => [seconds, {actor: name, kind}],
        ),
      ),
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_actor_cpu_ratio',
    help: 'Cores that an actor takes, 0 to 1, over the last ten seconds.',
    samples: ({rolling}) =>
      rolling.actors.map(({name, cpuCores, cpuFrom}) => [cpuCores, {actor: name, from: cpuFrom}]),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_actor_batches_total',
    help: 'Batches that an actor has handled.',
    samples: ofActors(({batches}) => batches),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_actor_restarts_total',
    help: 'How often the thread of an actor was started again.',
    samples: ofActors(({restarts}) => restarts),
  },
  {
    type: 'counter',
    name: 'fizzbuzz_heartbeats_sent_total',
    help: 'Beats sent by the heartbeat.',
    samples: ({beat}) => [[beat.sent]],
  },
  {
    type: 'counter',
    name: 'fizzbuzz_heartbeats_skipped_total',
    help: 'Beats that were skipped, being late by over a second.',
    samples: ({beat}) => [[beat.skipped]],
  },
  {
    type: 'gauge',
    name: 'fizzbuzz_heartbeat_period_seconds',
    help: 'Seconds between beats; 0 when running free.',
    samples: ({beat}) => [[beat.periodMs / 1_000]],
  },
  ...ofPercentiles(
    'fizzbuzz_heartbeat_lateness',
    'How late beats were sent',
    ({beat}) => beat.lateness,
  ),
  ...ofPercentiles(
    'fizzbuzz_message_latency',
    'From publication by the generator to being counted',
    ({latency}) => latency,
  ),
  {
    type: 'gauge',
    name: 'fizzbuzz_shared_memory_bytes',
    help: 'Memory of the rings, the records and the counters.',
    samples: ({memory}) => [[memory.sharedBytes]],
  },
  {
    type: 'gauge',
    name: 'process_resident_memory_bytes',
    help: 'Resident memory size in bytes.',
    samples: ({memory}) => [[memory.residentBytes]],
  },
];

const registry = new Registry();
let shown: Snapshot | undefined;
for (const spec of metrics) registry.registerMetric(metricOf(spec));

/** What `/metrics` is sent as. */
export const metricsContentType = registry.contentType;

/** The metrics of a Snapshot in Prometheus' text format. */
export async function toMetrics(snapshot: Snapshot): Promise<string> {
  shown = snapshot;
  return await registry.metrics();
}

function metricOf({type, name, help, samples}: MetricSpec): Metric {
  const fill = (set: (value: number, labels: Record<string, string>) => void) => {
    for (const [value, labels] of shown ? samples(shown) : []) set(value, {...labels});
  };
  const labelNames = ['actor', 'channel', 'cpu', 'from', 'kernels', 'kind', 'mode', 'node'];
  const config = {name, help, labelNames: [...labelNames, 'state', 'to'], registers: []};
  if (type === 'gauge') {
    return new Gauge({
      ...config,
      collect() {
        this.reset();
        fill((value, labels) => this.set(labels, value));
      },
    });
  }
  return new Counter({
    ...config,
    collect() {
      this.reset();
      fill((value, labels) => this.inc(labels, value));
    },
  });
}

function ofChannels(read: (channel: Snapshot['channels'][number]) => number) {
  return ({channels}: Snapshot): Sample[] =>
    channels.map((channel) => {
      const {name, from, to} = channel;
      return [read(channel), {channel: name, from, to}];
    });
}

function ofActors(read: (actor: Snapshot['actors'][number]) => number) {
  return ({actors}: Snapshot): Sample[] =>
    actors.map((actor) => [read(actor), {actor: actor.name}]);
}

/** Median and 99th percentile as two gauges: what a histogram of ours can give without its buckets. */
function ofPercentiles(
  name: string,
  what: string,
  read: (snapshot: Snapshot) => Percentiles | null,
): MetricSpec[] {
  const gauge = (percentile: string, value: (read: Percentiles) => number): MetricSpec => ({
    type: 'gauge',
    name: `${name}_${percentile}_seconds`,
    help: `${what}: ${percentile} of the run.`,
    samples(snapshot) {
      const percentiles = read(snapshot);
      return percentiles === null ? [] : [[value(percentiles) / 1_000]];
    },
  });
  return [gauge('p50', ({p50Ms}) => p50Ms), gauge('p99', ({p99Ms}) => p99Ms)];
}

function flag(isSet: boolean): number {
  return isSet ? 1 : 0;
}
