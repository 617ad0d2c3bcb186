import type {AlertReport} from '../engine/index.ts';

/**
 * Formats an alert as one line, such as `12.0 s to 31.5 s, 2 times: beats pile up …` for a past
 * alert, and `since 12.0 s: …` with the advice for an active one.
 * @param isReadOnly the keys of the advice are not available
 */
export function formatAlert(
  {text, advice, firstSeconds, sinceSeconds, lastSeconds, times, isActive}: AlertReport,
  isReadOnly: boolean,
): string {
  const [first, since, last] = [firstSeconds, sinceSeconds, lastSeconds].map(
    (seconds) => `${seconds.toFixed(1)} s`,
  );
  // An alert without a duration has one time.
  const when = isActive ? `since ${since}` : first === last ? `at ${first}` : `${first} to ${last}`;
  const often = times > 1 ? `, ${times} times${isActive ? ` from ${first}` : ''}` : '';
  const help = isActive && !isReadOnly && advice !== '' ? `; ${advice}` : '';
  return `${when}${often}: ${text}${help}`;
}
