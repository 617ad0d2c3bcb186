/**
 * Draws the pipeline as a Graphviz graph, in the format of the Rust framework: nodes are actors,
 * edges are channels.
 *
 * All functions are pure and read the rolling window of a Snapshot. The grammar of the format:
 * https://graphviz.org/doc/info/lang.html
 */
import type {EdgeReport, RollingActor, RollingChannel, Snapshot} from '../engine/index.ts';
import {describeEdgeFault} from '../format/edge.ts';
import {formatCount} from '../format/number.ts';
import {edgeColor, escapeQuotes, formatCompact, formatStatement} from './dot-format.ts';
import {formatLanes} from './lane-dot.ts';

/** The colour of a node above these thousandths of a core. */
const nodeColors = [
  [768, 'red'],
  [512, 'orange'],
  [256, 'yellow'],
] as const;

/** Formats the graph of a Snapshot as DOT, with a cluster for each of several lanes. */
export function toDot(snapshot: Snapshot): string {
  if (snapshot.lanes.length > 0) return formatGraph(formatLanes(snapshot));
  const nodes = snapshot.rolling.actors.map((actor) => formatNode(snapshot, actor));
  const edges = snapshot.rolling.channels.map((channel) => formatEdge(snapshot, channel));
  const outer = snapshot.edges.flatMap((edge) => formatOuterEdge(snapshot, edge));
  return formatGraph([...nodes, ...edges, ...outer]);
}

function formatGraph(statements: readonly string[]): string {
  return `digraph G {\nrankdir=LR;\n${statements.join('\n')}\n}\n`;
}

function formatNode(snapshot: Snapshot, {name, load, cpuCores, cpuFrom}: RollingActor): string {
  const actor = snapshot.actors.find((candidate) => candidate.name === name);
  const milliCores = Math.round(cpuCores * 1_000);
  const measure = cpuFrom === 'busy' ? ' (busy time)' : '';
  const label = [
    escapeQuotes(name),
    `Thread ${actor?.thread}`,
    formatWindow(snapshot),
    `restarts: ${actor?.restarts}`,
    `Avg load: ${Math.round(load * 100)} %`,
    `Avg mCPU: ${milliCores.toString().padStart(4, '0')}${measure}`,
  ];
  const color = nodeColors.find(([above]) => milliCores > above)?.[1] ?? 'grey';
  return formatStatement(`"${escapeQuotes(name)}"`, label, color);
}

function formatEdge(snapshot: Snapshot, channel: RollingChannel): string {
  const {capacityMessages, total} = snapshot.channels.find(({name}) => name === channel.name) ?? {};
  const label = [
    formatWindow(snapshot),
    `Avg rate: ${formatCompact(channel.perSecond)} per/sec`,
    `filled 80%ile ${Math.round(channel.fillP80 * 100)} %`,
    `Capacity: ${capacityMessages} Total: ${formatCount(total ?? 0)}`,
  ];
  const ends = [channel.from, channel.to].map((name) => `"${escapeQuotes(name)}"`);
  return formatStatement(ends.join(' -> '), label, edgeColor(channel.fillMean));
}

/** Formats an edge to other processes, and the node at its other end, which is dashed. */
function formatOuterEdge(snapshot: Snapshot, edge: EdgeReport): readonly string[] {
  const {name, fillNow, perSecond, capacityBatches, lostAtSeconds} = edge;
  const fault = describeEdgeFault(edge);
  const label = [
    escapeQuotes(name),
    formatWindow(snapshot),
    `Rate: ${formatCompact(perSecond)} per/sec`,
    `filled ${Math.round(fillNow * 100)} % of ${capacityBatches} batches`,
    ...(fault === undefined ? [] : [fault]),
  ];
  // An edge can have the name of an actor at its other end.
  const peer = `"${escapeQuotes(`${name}: ${edge.peer}`)}"`;
  const actor = `"${escapeQuotes(edge.actor)}"`;
  const ends = edge.direction === 'out' ? [actor, peer] : [peer, actor];
  return [
    `${peer} [label="${escapeQuotes(edge.peer)}", style=dashed, color=grey, penwidth=1];`,
    formatStatement(ends.join(' -> '), label, lostAtSeconds === null ? edgeColor(fillNow) : 'red'),
  ];
}

function formatWindow({rolling}: Snapshot): string {
  return `Window ${rolling.seconds.toFixed(1)} secs`;
}
