import type {EdgeReport, Snapshot} from '../engine/index.ts';
import type {Metric, Sample} from './metric-types.ts';

/** Reads the metrics of the edges to other processes; none of a run without edges. Pure. */
export function readEdgeMetrics({edges}: Snapshot): readonly Metric[] {
  const ofEdges = (read: (edge: EdgeReport) => number | null): readonly Sample[] =>
    edges.flatMap((edge): Sample[] => {
      const value = read(edge);
      const {name, actor, peer, direction} = edge;
      return value === null ? [] : [[value, {edge: name, actor, peer, direction}]];
    });
  return [
    [
      'fizzbuzz_edge_connected',
      'Whether the broker of an edge is connected: 1 or 0.',
      ofEdges(({lostAtSeconds}) => Number(lostAtSeconds === null)),
    ],
    [
      'fizzbuzz_edge_inflight_batches',
      'Batches in the streams of an edge.',
      ofEdges(({batches}) => batches),
    ],
    [
      'fizzbuzz_edge_capacity_batches',
      'Batches that the streams of an edge hold.',
      ofEdges(({capacityBatches}) => capacityBatches),
    ],
    [
      'fizzbuzz_edge_messages_per_second',
      'Messages per second that passed an edge, over the last second.',
      ofEdges(({perSecond}) => perSecond),
    ],
    [
      'fizzbuzz_edge_round_trip_seconds',
      'Time from the publication of a batch to its acknowledgement.',
      ofEdges(({roundTripMs}) => (roundTripMs === null ? null : roundTripMs / 1_000)),
    ],
    [
      'fizzbuzz_edge_refused_batches_total',
      'Batches that the broker refused because a stream was full.',
      ofEdges(({refused}) => refused),
    ],
  ];
}
