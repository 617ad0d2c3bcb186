/** The sentences about an edge to other processes. */
import type {EdgeReport} from '../engine/index.ts';
import {
  formatMs,
  formatPercentInline,
  formatRateInline,
  formatShort,
  formatTime,
} from './number.ts';

/** Returns what keeps an edge from moving messages; `undefined` if nothing does. */
export function describeEdgeFault(edge: EdgeReport): string | undefined {
  const [what = '', since = ''] = edgeFaultLines(edge) ?? [];
  return what === '' ? undefined : `${what} ${since}`;
}

/** Returns the same in two short lines. */
export function edgeFaultLines(
  edge: Pick<EdgeReport, 'lostAtSeconds' | 'fullLane'>,
): readonly [what: string, since: string] | undefined {
  const {lostAtSeconds, fullLane} = edge;
  if (lostAtSeconds !== null) return ['not connected', `since ${formatTime(lostAtSeconds)}`];
  if (fullLane === null || fullLane.isRead) return undefined;
  return [`lane ${fullLane.lane} full,`, 'nobody reads it'];
}

/** Returns the ends of an edge, in the direction of its messages. */
export function edgeEnds(edge: EdgeReport): readonly [from: string, to: string] {
  const {actor, peer, direction} = edge;
  return direction === 'out' ? [actor, peer] : [peer, actor];
}

/** Returns the time of a round trip and the number of refusals, as far as there are any. */
export function edgeNotes({roundTripMs, refused}: EdgeReport): readonly string[] {
  return [
    ...(roundTripMs === null ? [] : [`trip ${formatMs(roundTripMs).trim()}`]),
    ...(refused === 0 ? [] : [`${formatShort(refused).trim()} refused`]),
  ];
}

/** Describes an edge in a sentence: its ends, its figures, and what is wrong with it. */
export function describeEdge(edge: EdgeReport): string {
  const {name, fillNow, perSecond} = edge;
  const figures = [
    `filled ${formatPercentInline(fillNow)}`,
    formatRateInline(perSecond),
    ...edgeNotes(edge),
  ];
  const fault = describeEdgeFault(edge);
  const what = fault === undefined ? figures : [fault, ...figures.slice(0, 1)];
  return `${edgeEnds(edge).join(' to ')}: ${name}, ${what.join(', ')}`;
}
