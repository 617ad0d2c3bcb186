import type {BeatReport, Percentiles, Snapshot} from '../engine/index.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {formatBytes, formatCount, formatMs} from '../format/number.ts';
import {type Paint, paintText} from '../format/paint.ts';
import {type Symbols, toDisplayText} from '../format/symbols.ts';
import {formatDetails} from './details.ts';
import {outcome, shutdownLines} from './outcome.ts';
import {segmentLines} from './segment-table.ts';
import {wrapText} from './table.tsx';
import {formatVerdict} from './verdict.ts';

/** How a summary is printed. */
export interface SummaryOptions {
  /** Without it, the text has no colours. */
  readonly paint?: Paint;
  /** Adds the tables of the run, its segments, channels and actors. @default false */
  readonly isDetailed?: boolean;
}

/**
 * Formats the summary of a run. It is a pure function of the last Snapshot, so that every exit of
 * the program prints the same text.
 *
 * The summary has the closing lines, the outcome, a verdict, one table of the segments, and what
 * else one asks after a run: 21 lines, which fit a terminal of 24 rows.
 */
export function summarize(
  snapshot: Snapshot,
  symbols: Symbols,
  {paint, isDetailed = false}: SummaryOptions = {},
): string {
  const segments = segmentLines(snapshot, paint);
  const text = [
    paintOutcome(outcome(snapshot), paint),
    ...wrapText(formatVerdict(snapshot)).split('\n'),
    '',
    ...(segments.length === 0 ? [] : [...segments, '']),
    ...factLines(snapshot),
    ...(isDetailed ? ['', formatDetails(snapshot)] : moreLine(snapshot)),
  ].join('\n');
  return `${shutdownLines(snapshot)}\n${toDisplayText(text, symbols)}\n`;
}

/** Paints the words on whether the run is proved. */
function paintOutcome(text: string, paint: Paint | undefined): string {
  if (paint === undefined) return text;
  return text.replace(/NOT VERIFIED|UNCLEAN|verified/g, (word) =>
    paintText(paint, word, word === 'verified' ? 'good' : 'alarm', 'bold'),
  );
}

const formatTiming = ({p50Ms, p99Ms}: Percentiles) =>
  `${formatMs(p50Ms).trim()}, p99 ${formatMs(p99Ms).trim()}`;

/** Returns the times, the memory, alerts and restarts of the run in two lines. */
function factLines({latency, beat, memory, machine, alerts, actors}: Snapshot): string[] {
  const times = [
    latency === null ? 'latency not measured' : `latency ${formatTiming(latency)}`,
    ...(beat === null ? [] : [formatBeats(beat)]),
  ];
  const countOf = (count: number, noun: string) =>
    `${count === 0 ? 'no' : formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
  const restarts = restartsOf(actors);
  const resources = [
    `rings ${formatBytes(memory.sharedBytes)}, memory ${formatBytes(memory.residentBytes)}` +
      (machine.kernels === '' ? '' : `, kernels ${machine.kernels}`),
    `${countOf(alerts.length, 'alert')}, ${countOf(restarts, 'restart')}`,
  ];
  return [times.join('   '), resources.join('   ')];
}

function formatBeats({noun, lateness, skipped}: BeatReport): string {
  const count = skipped === 0 ? 'none' : formatCount(skipped);
  if (lateness !== null) {
    const [median, p99] = [formatMs(lateness.p50Ms).trim(), formatMs(lateness.p99Ms).trim()];
    return `${noun} ${median} late, p99 ${p99}, ${count} skipped`;
  }
  return skipped === 0 ? `no ${noun} skipped` : `${count} ${noun} skipped`;
}

/** Returns the restarts of threads. Actors of one thread are restarted together. */
function restartsOf(actors: Snapshot['actors']): number {
  const byThread = new Map<number, number>();
  for (const {thread, restarts} of actors) {
    byThread.set(thread, Math.max(byThread.get(thread) ?? 0, restarts));
  }
  return [...byThread.values()].reduce((sum, restarts) => sum + restarts, 0);
}

function moreLine(snapshot: Snapshot): string[] {
  const why = isFizzBuzz(snapshot) ? ', docs/lesson.md for the why' : '';
  return [`More: --details for all tables, --json for programs${why}.`];
}
