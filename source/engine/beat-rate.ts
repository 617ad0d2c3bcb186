/** The heartbeat's rate in words, for log lines and every view. */

/** `500 beats/s` for a period of 2 ms, or `free-running` for 0. */
export function formatBeatRate(periodMs: number): string {
  if (periodMs === 0) return 'free-running';
  const perSecond = Number((1_000 / periodMs).toPrecision(3));
  const number = perSecond.toLocaleString('en-US', {maximumSignificantDigits: 3});
  return `${number} ${perSecond === 1 ? 'beat' : 'beats'}/s`;
}
