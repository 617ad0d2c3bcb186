/**
 * Draws the pipeline as a Graphviz graph, in the format of the Rust framework: nodes are actors,
 * edges are channels.
 *
 * All functions are pure and read the rolling window of a Snapshot. The grammar of the format:
 * https://graphviz.org/doc/info/lang.html
 */
import type {RollingActor, RollingChannel, Snapshot} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';

/** Above these average fills an edge is red, or orange. */
const redFill = 0.9;
const orangeFill = 0.6;
/** Above these thousandths of a core a node is red, orange, or yellow. */
const redMilliCores = 768;
const orangeMilliCores = 512;
const yellowMilliCores = 256;

/** Formats the graph of a Snapshot as DOT. */
export function toDot(snapshot: Snapshot): string {
  const nodes = snapshot.rolling.actors.map((actor) => node(snapshot, actor));
  const edges = snapshot.rolling.channels.map((channel) => edge(snapshot, channel));
  return `digraph G {\nrankdir=LR;\n${[...nodes, ...edges].join('\n')}\n}\n`;
}

function node(snapshot: Snapshot, {name, load, cpuCores, cpuFrom}: RollingActor): string {
  const actor = snapshot.actors.find((candidate) => candidate.name === name);
  const milliCores = Math.round(cpuCores * 1_000);
  const label = [
    name,
    `Thread ${actor?.thread}`,
    window(snapshot),
    `restarts: ${actor?.restarts}`,
    `Avg load: ${Math.round(load * 100)} %`,
    `Avg mCPU: ${milliCores.toString().padStart(4, '0')}${cpuFrom === 'busy' ? ' (busy time)' : ''}`,
  ];
  return statement(`"${name}"`, label, nodeColour(milliCores));
}

function edge(snapshot: Snapshot, channel: RollingChannel): string {
  const {capacityMessages, total} = snapshot.channels.find(({name}) => name === channel.name) ?? {};
  const label = [
    window(snapshot),
    `Avg rate: ${compact(channel.perSecond)} per/sec`,
    `filled 80%ile ${Math.round(channel.fillP80 * 100)} %`,
    `Capacity: ${capacityMessages} Total: ${formatCount(total ?? 0)}`,
  ];
  return statement(`"${channel.from}" -> "${channel.to}"`, label, edgeColour(channel.fillMean));
}

/** Formats one statement. Each line of the label ends with a line break, including the last. */
function statement(what: string, label: readonly string[], colour: string): string {
  return `${what} [label="${label.join('\n')}\n", color=${colour}, penwidth=1];`;
}

function window({rolling}: Snapshot): string {
  return `Window ${rolling.seconds.toFixed(1)} secs`;
}

function nodeColour(milliCores: number): string {
  if (milliCores > redMilliCores) return 'red';
  if (milliCores > orangeMilliCores) return 'orange';
  return milliCores > yellowMilliCores ? 'yellow' : 'grey';
}

function edgeColour(fill: number): string {
  if (fill > redFill) return 'red';
  return fill > orangeFill ? 'orange' : 'grey';
}

/** Formats a whole number of at most four digits and a unit: `64M`, `2060M`, `999`. */
function compact(perSecond: number): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let scaled = perSecond;
  let unit = 0;
  while (Math.round(scaled) >= 10_000 && unit < units.length - 1) {
    scaled /= 1_000;
    unit++;
  }
  return `${Math.round(scaled)}${units[unit]}`;
}
