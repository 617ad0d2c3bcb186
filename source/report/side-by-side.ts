/** Several runs side by side, one line for each, with the sums of those of the same pipeline. */
import type {Snapshot} from '../engine/index.ts';
import {formatCount, formatRateInline} from '../format/number.ts';

/** A run, and where it is. */
export interface WatchedRun {
  readonly address: string;
  readonly snapshot: Snapshot;
  /** Whether the connection to the run is lost, so that the Snapshot is an old one. */
  readonly isLost: boolean;
}

type Cells = readonly [name: string, place: string, state: string, rate: string, total: string];

const heading: Cells = ['part', 'address', 'state', 'now', 'messages'];

/** Formats runs as lines of the same width, the sums behind the runs that they sum up. Pure. */
export function formatSideBySide(runs: readonly WatchedRun[]): string[] {
  const names = [...new Set(runs.map(({snapshot}) => snapshot.pipeline.name))];
  const rows = names.flatMap((name) => {
    const parts = runs.filter(({snapshot}) => snapshot.pipeline.name === name);
    return [...parts.map(toCells), ...(parts.length > 1 ? [toSum(name, parts)] : [])];
  });
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => row[column as 0].length)),
  );
  return [heading, ...rows].map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < 3 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}

function toCells({address, snapshot, isLost}: WatchedRun): Cells {
  return [
    snapshot.pipeline.name,
    address,
    isLost ? 'connection lost' : formatState(snapshot),
    formatRateInline(snapshot.throughput.nowPerSecond),
    formatCount(totalOf(snapshot)),
  ];
}

function formatState({state, stop}: Snapshot): string {
  if (stop === null) return state;
  return stop.clean && stop.verified ? 'verified' : 'NOT VERIFIED';
}

function toSum(name: string, parts: readonly WatchedRun[]): Cells {
  const sum = (value: (snapshot: Snapshot) => number) =>
    parts.reduce((total, {snapshot}) => total + value(snapshot), 0);
  return [
    `${name}: all ${parts.length}`,
    '',
    '',
    formatRateInline(sum(({throughput}) => throughput.nowPerSecond)),
    formatCount(sum(totalOf)),
  ];
}

/** The messages at the end of the pipeline, those of earlier processes too. */
function totalOf({channels, pipeline}: Snapshot): number {
  return channels.find(({name}) => name === pipeline.throughput)?.total ?? 0;
}
