import type {Snapshot} from '../../engine/index.ts';
import {formatAlert} from '../../format/alert.ts';
import {formatTime} from '../../format/number.ts';

import type {CellContent} from './table.ts';

const eventsMax = 12;
/** A milestone of the log: how many messages were processed. The heading has the number. */
const milestone = /^[^:]+: \d+ messages processed/;
const signs = {error: '!', warn: '!', info: '·', debug: ' ', trace: ' '} as const;

/** Lists the latest events as rows of time, sign and text, the latest first. Pure. */
export function listEvents({log, alerts}: Snapshot): CellContent[][] {
  const lines = log
    .filter(({text, level}) => !milestone.test(text) && level !== 'trace')
    .map(({atSeconds, level, text}) => {
      const sign = text.startsWith('Changed:') ? '~' : signs[level];
      return {atSeconds, sign, text, times: 1};
    });
  const raised = alerts.map((alert) => ({
    atSeconds: alert.isActive ? Number.POSITIVE_INFINITY : alert.firstSeconds,
    sign: alert.isActive ? 'NOW' : '!',
    text: formatAlert(alert, true),
    times: 1,
  }));
  const events = [...foldRepeats(lines), ...raised];
  if (events.length === 0) return [['', '', 'nothing yet']];
  return events
    .toSorted((one, other) => other.atSeconds - one.atSeconds)
    .slice(0, eventsMax)
    .map(({atSeconds, sign, text, times}) => [
      Number.isFinite(atSeconds) ? formatTime(atSeconds) : 'now',
      sign,
      times > 1 ? `${text} (${times} times)` : text,
    ]);
}

interface Line {
  readonly atSeconds: number;
  readonly sign: string;
  readonly text: string;
  readonly times: number;
}

/** Folds lines that differ in their numbers only into the last of them. */
function foldRepeats(lines: readonly Line[]): readonly Line[] {
  const kinds = new Map<string, Line>();
  for (const line of lines) {
    // Changes differ in nothing but their numbers, and each is of interest.
    const kind = line.sign === '~' ? line.text : line.text.replaceAll(/[\d.,]+/g, '#');
    kinds.set(kind, {...line, times: (kinds.get(kind)?.times ?? 0) + 1});
  }
  return [...kinds.values()];
}
