/**
 * The metrics of a run, as the values of one Snapshot. Pure.
 *
 * Names, units and types follow https://prometheus.io/docs/practices/naming. A metric whose name
 * ends in `_total` is a counter, any other is a gauge.
 */
import {runStates, type Snapshot} from '../engine/index.ts';
import {readFizzBuzzMetrics} from '../fizzbuzz/metrics.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {readEdgeMetrics} from './edge-metrics.ts';
import {readLaneMetrics} from './lane-metrics.ts';
import type {Metric, Sample} from './metric-types.ts';

/** The metrics that are a field of each channel. */
const channelMetrics = [
  ['sent_messages_total', 'sent', 'Messages sent into a channel.'],
  ['received_messages_total', 'total', 'Messages received from a channel.'],
  ['inflight_messages', 'fillMessages', 'Messages in a channel.'],
  ['capacity_messages', 'capacityMessages', 'Messages that a channel holds.'],
  ['high_water_messages', 'highWaterMessages', 'The most messages that have been in a channel.'],
  [
    'fill_ratio',
    'fillNow',
    'Fill of a channel at the starts of batches, 0 to 1: median of the last second.',
  ],
] as const;

/** The metrics that are a field of each actor. */
const actorMetrics = [
  ['busy_seconds_total', 'busySeconds', 'Seconds that an actor has worked.'],
  ['batches_total', 'batches', 'Batches that an actor has handled.'],
  ['restarts_total', 'restarts', 'How often the thread of an actor was started again.'],
] as const;

/** Reads the metrics of a Snapshot, in the order of the output. */
export function readMetrics(snapshot: Snapshot): readonly Metric[] {
  const {machine, memory} = snapshot;
  const {node, kernels, cpu} = machine;
  return [
    [
      'fizzbuzz_build_info',
      'What runs: always 1, described by the labels.',
      [[1, {node, kernels, cpu}]],
    ],
    [
      'fizzbuzz_run_info',
      'The identity of the run: always 1, described by the labels.',
      [[1, {run_id: snapshot.runId, pipeline: snapshot.pipeline.name}]],
    ],
    [
      'fizzbuzz_state',
      'The state of the run: 1 for the one it is in.',
      runStates.map((state) => [Number(state === snapshot.state), {state}]),
    ],
    ...readResultMetrics(snapshot),
    ...readGraphMetrics(snapshot),
    ...readLaneMetrics(snapshot),
    ...readEdgeMetrics(snapshot),
    ...(isFizzBuzz(snapshot) ? readFizzBuzzMetrics(snapshot) : []),
    [
      'fizzbuzz_shared_memory_bytes',
      'Memory of the rings, the records and the counters.',
      [[memory.sharedBytes]],
    ],
    ['process_resident_memory_bytes', 'Resident memory size in bytes.', [[memory.residentBytes]]],
  ];
}

function readResultMetrics({modes, counters, latency}: Snapshot): readonly Metric[] {
  // A histogram of the latency would need the buckets, which a Snapshot does not contain.
  const seconds = (ms: number | undefined): Sample[] => (ms === undefined ? [] : [[ms / 1_000]]);
  return [
    [
      'fizzbuzz_running_seconds_total',
      'Seconds of running, pauses left out, by mode.',
      modes.map((mode) => [mode.seconds, {mode: mode.mode}]),
    ],
    [
      'fizzbuzz_processed_messages_total',
      'Messages that were processed, by mode.',
      modes.map((mode) => [mode.messages, {mode: mode.mode}]),
    ],
    [
      'fizzbuzz_results_total',
      'Messages counted, end to end, by kind.',
      counters.map(({name, count}) => [count, {kind: name}]),
    ],
    [
      'fizzbuzz_message_latency_p50_seconds',
      'From publication to being counted: p50 of the run.',
      seconds(latency?.p50Ms),
    ],
    [
      'fizzbuzz_message_latency_p99_seconds',
      'From publication to being counted: p99 of the run.',
      seconds(latency?.p99Ms),
    ],
  ];
}

function readGraphMetrics({channels, actors, rolling}: Snapshot): readonly Metric[] {
  const ofChannels = channelMetrics.map(
    ([suffix, field, help]): Metric => [
      `fizzbuzz_channel_${suffix}`,
      help,
      channels.map((channel) => {
        const {name, from, to} = channel;
        return [channel[field], {channel: name, from, to}];
      }),
    ],
  );
  const ofActors = actorMetrics.map(
    ([suffix, field, help]): Metric => [
      `fizzbuzz_actor_${suffix}`,
      help,
      actors.map((actor) => [actor[field], {actor: actor.name}]),
    ],
  );
  return [
    ...ofChannels,
    ...ofActors,
    [
      'fizzbuzz_actor_wait_seconds_total',
      'Seconds that an actor has waited, by what for.',
      actors.flatMap(({name, waitSeconds}) =>
        Object.entries(waitSeconds).map(
          ([kind, seconds]) => [seconds, {actor: name, kind}] as const,
        ),
      ),
    ],
    [
      'fizzbuzz_actor_cpu_ratio',
      'Cores that an actor takes, 0 to 1, over the last ten seconds.',
      rolling.actors.map(({name, cpuCores, cpuFrom}) => [cpuCores, {actor: name, from: cpuFrom}]),
    ],
  ];
}
