/** The sentences about an edge to other processes. */
import type {EdgeReport} from '../engine/index.ts';
import {formatTime} from './number.ts';

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
