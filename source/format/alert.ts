import type {AlertKind, AlertReport} from '../engine/index.ts';

const words: Readonly<Record<AlertKind, string>> = {
  standstill: 'nothing reaches the logger any more',
  restart: 'a thread died and was started again',
  skipped: 'the heartbeat was late by over a second and skipped beats',
  beats: 'beats pile up: they come faster than batches can be done',
  late: 'half of the beats are late by more than their period',
  results: 'results are nearly full: the logger does not keep pace',
  cores: 'all cores are busy: threads wait for a free one',
};

/** The keys that reduce the cause of an alert. */
const advice: Partial<Record<AlertKind, string>> = {
  beats: '; press - or ,',
  late: '; press -',
};

/**
 * Formats an alert as one line: the period, the cause, and the key that helps, if there is one. The
 * line is `12.0 s to 31.5 s, 2 times: beats pile up …` for a past alert, and `since 12.0 s: …` for
 * an active one.
 * @param canSteer true if the user has the keys that reduce the cause
 */
export function alertInWords(
  {kind, firstSeconds, sinceSeconds, lastSeconds, times, isActive}: AlertReport,
  canSteer: boolean,
): string {
  const [first, since, last] = [firstSeconds, sinceSeconds, lastSeconds].map(
    (seconds) => `${seconds.toFixed(1)} s`,
  );
  // An alert without a duration has one time.
  const when = isActive ? `since ${since}` : first === last ? `at ${first}` : `${first} to ${last}`;
  const often = times > 1 ? `, ${times} times${isActive ? ` from ${first}` : ''}` : '';
  return `${when}${often}: ${words[kind]}${isActive && canSteer ? (advice[kind] ?? '') : ''}`;
}
