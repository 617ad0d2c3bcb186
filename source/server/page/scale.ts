/** The time axis of charts. Pure. */

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200];

/** Returns the times of an axis from 0 to `seconds`, at most `count` of them. */
export function listTimes(seconds: number, count: number): readonly number[] {
  const fits = (step: number) => seconds / step <= count;
  const step = steps.find(fits) ?? 86_400 * Math.ceil(seconds / 86_400 / count);
  const times: number[] = [];
  for (let time = 0; time <= seconds; time += step) times.push(time);
  return times;
}
