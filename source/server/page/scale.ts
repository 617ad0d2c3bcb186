/** The scales of charts. Pure. */

const tops = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Returns the top of a scale for values up to `greatest`: a round number, which changes seldom. */
export function findTop(greatest: number): number {
  if (greatest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(greatest));
  return (tops.find((top) => top * power >= greatest) ?? 10) * power;
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200];

/** Returns the times of an axis from 0 to `seconds`, at most `count` of them. */
export function listTimes(seconds: number, count: number): readonly number[] {
  const fits = (step: number) => seconds / step <= count;
  const step = steps.find(fits) ?? 86_400 * Math.ceil(seconds / 86_400 / count);
  const times: number[] = [];
  for (let time = 0; time <= seconds; time += step) times.push(time);
  return times;
}

/** Formats a time of the run: `0:47`, `12:05`, `1:02:03`. */
export function formatTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
