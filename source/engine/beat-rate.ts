/**
 * Formats the heartbeat's rate for log lines and views: `500 beats/s` for a period of 2 ms, or
 * `free-running` for 0.
 */
export function formatBeatRate(periodMs: number): string {
  if (periodMs === 0) return 'free-running';
  const perSecond = Number((1_000 / periodMs).toPrecision(3));
  return `${withSeparators(perSecond)} ${perSecond === 1 ? 'beat' : 'beats'}/s`;
}

/**
 * Groups digits in threes. Does not use the locale's number format, which is expensive: each frame
 * calls this.
 */
function withSeparators(value: number): string {
  return String(value).replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
}
