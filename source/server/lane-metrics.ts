import type {LaneReport, Snapshot} from '../engine/index.ts';
import type {Metric, Sample} from './metric-types.ts';

/**
 * Reads the metrics of each lane; none of a run with a single one. They are gauges, because the
 * counts of all lanes continue in the first one when their number changes. Pure.
 */
export function readLaneMetrics({lanes}: Snapshot): readonly Metric[] {
  const ofChannels = (field: 'perSecond' | 'fillMessages') => {
    return collect(lanes, ({channels}) =>
      channels.map((channel) => [channel[field], {channel: channel.definedName}]),
    );
  };
  return [
    [
      'fizzbuzz_lane_messages_per_second',
      'Messages per second that a lane received from a channel, over the last second.',
      ofChannels('perSecond'),
    ],
    [
      'fizzbuzz_lane_inflight_messages',
      'Messages in a channel of a lane.',
      ofChannels('fillMessages'),
    ],
    [
      'fizzbuzz_lane_actor_busy_ratio',
      'Share of the last second that an actor of a lane worked, 0 to 1.',
      collect(lanes, ({actors}) =>
        actors.map((actor) => [actor.busyNow, {actor: actor.definedName}]),
      ),
    ],
  ];
}

function collect(
  lanes: readonly LaneReport[],
  read: (lane: LaneReport) => readonly Sample[],
): readonly Sample[] {
  return lanes.flatMap((report) =>
    read(report).map(([value, labels]): Sample => [value, {lane: String(report.lane), ...labels}]),
  );
}
