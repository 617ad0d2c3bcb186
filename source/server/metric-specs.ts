/**
 * The metrics of a run, and the value of each in a Snapshot: a table of pure functions.
 *
 * Names, units and types follow https://prometheus.io/docs/practices/naming.
 */
import {modes, type Percentiles, type RunState, type Snapshot} from '../engine/index.ts';

/** A value, and the labels that distinguish it from the others of its metric. */
export type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

/** The description of one metric. */
export interface MetricSpec {
  readonly type: 'counter' | 'gauge';
  readonly name: string;
  readonly help: string;
  /** Returns the samples of a Snapshot. A metric without samples is omitted. */
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

/** All metrics, in the order of the output. */
export const metricSpecs: readonly MetricSpec[] = [
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

/**
 * Creates two gauges for the median and the 99th percentile. A histogram would need the buckets,
 * which a Snapshot does not contain.
 */
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
