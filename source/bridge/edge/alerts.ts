import type {AlertRule, EdgeReading, PipelineData} from '../../engine/index.ts';

/** The alerts of a part: its edges are not connected, or a lane holds up the sender. */
export const edgeAlerts: ReadonlyArray<AlertRule<PipelineData>> = [
  {
    kind: 'broker',
    text: 'the broker is not connected; it is tried again, and nothing is lost',
    isActive: ({to}) => Object.values(to.edges).some(({lostAtMs}) => lostAtMs > 0),
  },
  {
    kind: 'full',
    text: ({edges}) => describeFullLane(Object.values(edges)),
    isActive: ({from, to}) =>
      Object.entries(to.edges).some(
        ([name, {fullLane, lostAtMs}]) =>
          fullLane > 0 && lostAtMs === 0 && fullLane === from.edges[name]?.fullLane,
      ),
  },
];

function describeFullLane(edges: readonly EdgeReading[]): string {
  const {fullLane = 1, unreadLane = 0} = edges.find((edge) => edge.fullLane > 0) ?? {};
  const head = `lane ${fullLane - 1} is full and holds up the source: `;
  return (
    head + (unreadLane > 0 ? 'no worker reads it; start one' : 'its worker does not keep pace')
  );
}
