/** Draws events: what happened when, without milestones. */
import type {AlertReport, LogLine, Snapshot} from '../engine/index.ts';
import {losesNothing} from '../fizzbuzz/report.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {formatBinary, formatBytes, formatCount, formatTime} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {drawHeading} from './heading.ts';
import type {Scene} from './scene.ts';
import {ownCost} from './status.ts';

/** One event: its time, a sign, and a sentence. */
interface Event {
  readonly atSeconds: number;
  readonly sign: '·' | '~' | '↻' | '!' | '=';
  /** The role of the sign, unless it follows from that of the sentence. */
  readonly signRole?: Role;
  readonly text: string;
  readonly role: Role;
}

/** Converts a line of the log. Its first word says what happened. */
function toEvent({atSeconds, level, text}: LogLine): Event {
  if (text.startsWith('Changed: ')) {
    return {atSeconds, sign: '~', text: text.slice('Changed: '.length), role: 'text'};
  }
  if (text.startsWith('Running: ')) {
    const started = `started: ${shortenSettings(text.slice('Running: '.length))}`;
    return {atSeconds, sign: '·', text: started, role: 'dim'};
  }
  if (/^The thread of .* died/.test(text)) return {atSeconds, sign: '↻', text, role: 'limit'};
  if (text === 'Paused' || text === 'Resumed') {
    return {atSeconds, sign: '=', text: text === 'Paused' ? 'paused' : 'went on', role: 'dim'};
  }
  if (level === 'error') return {atSeconds, sign: '!', text, role: 'alarm'};
  return {
    atSeconds,
    sign: level === 'warn' ? '!' : '·',
    text,
    role: level === 'warn' ? 'text' : 'dim',
  };
}

/**
 * Shortens the settings in a line of the log: `500 beats/s, batch 512 Ki of 1 Mi, 2 threads`. The
 * kernels and the cores stand beside the events, with the machine.
 */
function shortenSettings(text: string): string {
  const toShort = (digits: string) => formatBinary(Number(digits.replaceAll(',', '')));
  return text
    .replace(/(, kernels [^,]+)?, \d+ cores$/, '')
    .replace(
      /batches of ([\d,]+), capacity ([\d,]+\d)/,
      (_, batch: string, capacity: string) => `batch ${toShort(batch)} of ${toShort(capacity)}`,
    );
}

/** Restarts have lines of the log. */
const loggedKinds = ['restart'];

function toPastAlert({kind, text, sinceSeconds, lastSeconds, isActive}: AlertReport): Event[] {
  if (isActive || loggedKinds.includes(kind)) return [];
  const seconds = lastSeconds - sinceSeconds;
  const lasting = seconds >= 0.1 ? `, for ${seconds.toFixed(1)} s` : '';
  return [
    {atSeconds: sinceSeconds, sign: '!', signRole: 'limit', text: text + lasting, role: 'text'},
  ];
}

/** Returns the events of the run, the oldest first. */
export function listEvents({trail, figures}: Scene): readonly Event[] {
  return [...trail.events.map(toEvent), ...figures.alerts.flatMap(toPastAlert)].toSorted(
    (one, other) => one.atSeconds - other.atSeconds,
  );
}

/** Returns the pieces of an event. */
export function eventPieces({atSeconds, sign, signRole, text, role}: Event): readonly Piece[] {
  const usual: Role = role === 'dim' ? 'dim' : sign === '!' ? 'alarm' : 'mark';
  return [
    [`${formatTime(atSeconds).padStart(5)} `, 'dim'],
    [`${sign} `, signRole ?? usual, 'bold'],
    [text, role],
  ];
}

/** Returns the pieces of an active alert, which stands last and loud. */
export function alertPieces(
  {sinceSeconds, times, text, advice}: AlertReport,
  isReadOnly: boolean,
): readonly Piece[] {
  const since = `since ${formatTime(sinceSeconds)}${times > 1 ? `, ${times} times` : ''}`;
  const help = isReadOnly || advice === '' ? '' : `; ${advice}`;
  return [
    [' ALERT ', 'alarm', 'chip'],
    [` ${since}: ${text}${help}`, 'alarm', 'bold'],
  ];
}

/** Formats how many messages have reached the end, and whether any were lost on the way. */
export function formatCounted(figures: Snapshot): string {
  const counted = `${formatCount(figures.throughput.messages)} counted`;
  return losesNothing(figures) ? `${counted}, none lost` : counted;
}

/** Formats how many kinds of alerts there were before. */
function formatAlertCount({alerts}: Snapshot): string {
  if (alerts.length === 0) return 'no alerts';
  return `${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'} before`;
}

/** Draws the panel in so many rows, from a heading with the count of messages on. */
export function drawEvents(grid: Grid, top: number, rows: number, scene: Scene): void {
  const {figures, isReadOnly} = scene;
  drawHeading(grid, top, '6', 'Events', [], [[formatCounted(figures), 'dim']]);
  const active = figures.alerts
    .filter((alert) => alert.isActive)
    .slice(0, Math.max(1, Math.floor(rows / 2)));
  const past = listEvents(scene).slice(-Math.max(0, rows - 1 - active.length));
  const shown = rows - 1 - active.length > 0 ? past : [];
  for (const [index, event] of shown.entries()) {
    grid.sentence(top + 1 + index, eventPieces(event));
  }
  for (const [index, alert] of active.entries()) {
    grid.sentence(top + 1 + shown.length + index, alertPieces(alert, isReadOnly));
  }
}

const eventFreshSeconds = 10;

/**
 * Returns the ticker: an active alert, else a fresh event, else the count and own figures, of which
 * as many are shown as have room.
 */
export function tickerPieces(scene: Scene, columns: number): readonly Piece[] {
  const {figures, isReadOnly, state} = scene;
  const alert = figures.alerts.find(({isActive}) => isActive);
  if (alert !== undefined) return alertPieces(alert, isReadOnly);
  const event = listEvents(scene).at(-1);
  const age =
    event === undefined ? Number.POSITIVE_INFINITY : figures.elapsedSeconds - event.atSeconds;
  // A change has a line of its own.
  if (event !== undefined && age < eventFreshSeconds && event.sign !== '~')
    return eventPieces(event);
  const own = ownCost(state);
  const all: Piece[] = [
    [formatCounted(figures)],
    [`  ${formatAlertCount(figures)}`, 'dim'],
    ...(figures.change === null ? [['  no change yet', 'dim'] as Piece] : []),
    [`  memory ${formatBytes(figures.memory.residentBytes)}`, 'dim'],
    ...(own === '' ? [] : [[`  ${own}`, 'dim'] as Piece]),
  ];
  return all.filter((_, index) => widthOfPieces(all.slice(0, index + 1)) <= columns || index === 0);
}
