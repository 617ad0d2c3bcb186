import type {Snapshot} from '../../engine/index.ts';
import {formatAlert} from '../../format/alert.ts';
import {formatTime} from './scale.ts';
import type {CellContent} from './table.ts';

const eventsMax = 12;
/** A milestone of the log: how many messages were processed. The heading has the number. */
const milestone = /^[^:]+: \d+ messages processed/;
const signs = {error: '!', warn: '!', info: '·', debug: ' ', trace: ' '} as const;

/** Lists the latest events as rows of time, sign and text, the latest first. Pure. */
export function listEvents({log, alerts}: Snapshot): CellContent[][] {
  const lines = log
    .filter(({text, level}) => !milestone.test(text) && level !== 'trace')
    .map(({atSeconds, level, text}) => ({
      atSeconds,
      sign: text.startsWith('Changed:') ? '~' : signs[level],
      text,
    }));
  const raised = alerts.map((alert) => ({
    atSeconds: alert.isActive ? Number.POSITIVE_INFINITY : alert.firstSeconds,
    sign: alert.isActive ? 'NOW' : '!',
    text: formatAlert(alert, true),
  }));
  const events = [...lines, ...raised];
  if (events.length === 0) return [['', '', 'nothing yet']];
  return events
    .toSorted((one, other) => other.atSeconds - one.atSeconds)
    .slice(0, eventsMax)
    .map(({atSeconds, sign, text}) => [
      Number.isFinite(atSeconds) ? formatTime(atSeconds) : 'now',
      sign,
      text,
    ]);
}
