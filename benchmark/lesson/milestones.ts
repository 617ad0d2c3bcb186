/**
 * What the lesson's log tells of its speed: the time stamps of its milestone lines, each a multiple
 * of 2^27 messages.
 */

const interval = 2 ** 27;
const line = /^\[(\S+ \S+) \+00:00\].*Logger: (\d+) messages processed/;

/**
 * Messages a second between the first and the last milestone of a log.
 * @returns `undefined` when it holds fewer than two milestones
 */
export function rateOfLog(log: string): number | undefined {
  const milestones = log.split('\n').flatMap((text) => {
    const [, time, count] = line.exec(text) ?? [];
    if (time === undefined || Number(count) % interval !== 0) return [];
    return [{seconds: secondsOf(time), count: Number(count)}];
  });
  const [first, last] = [milestones[0], milestones.at(-1)];
  if (first === undefined || last === undefined || last === first) return undefined;
  return (last.count - first.count) / (last.seconds - first.seconds);
}

/** A time such as `2026-01-31 23:59:59.123456`, of which a date holds milliseconds only. */
function secondsOf(time: string): number {
  const [whole = '', fraction = '0'] = time.split('.');
  return Date.parse(`${whole.replace(' ', 'T')}Z`) / 1_000 + Number(`0.${fraction}`);
}
