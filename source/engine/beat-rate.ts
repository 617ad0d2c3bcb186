/** The heartbeat's rate in words, for log lines and every view. */

/** `500 beats/s` for a period of 2 ms, or `free-running` for 0. */
export function formatBeatRate(periodMs: number): string {
  if (periodMs === 0) return 'free-running';
  const perSecond = Number((1_000 / periodMs).toPrecision(3));
  return `${withSeparators(perSecond)} ${perSecond === 1 ? 'beat' : 'beats'}/s`;
}

/** Written out, since asking for the locale's way is dear and this is done in each frame. */
function withSeparators(value: number): string {
  return String(value).replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
}
