import type {RatePoint} from '../base/run-history.ts';
import type {Scene} from '../base/svg.ts';
import type {Box} from './geometry.ts';

/** A sparkline covers this time, newest at the right. */
const sparkSeconds = 60;

/** Draws the rate of the last minute as an area, newest at the right. */
export function drawSparkline(
  scene: Scene,
  key: string,
  box: Box,
  rates: readonly RatePoint[],
): void {
  const end = rates.at(-1)?.seconds ?? 0;
  const shown = rates.filter(({seconds}) => seconds >= end - sparkSeconds);
  const top = Math.max(Number.MIN_VALUE, ...shown.map(({perSecond}) => perSecond));
  // In its first minute, a run fills the width.
  const span = Math.max(1, Math.min(sparkSeconds, end));
  const bottom = box.y + box.height;
  const points = shown.map(({seconds, perSecond}) => {
    const x = box.x + box.width * (1 - (end - seconds) / span);
    return `${round(x)} ${round(bottom - (perSecond / top) * box.height)}`;
  });
  // The first rate is known a moment after the start.
  const [, firstY] = points[0]?.split(' ') ?? [];
  const start = end <= sparkSeconds ? round(box.x) : points[0]?.split(' ')[0];
  points.unshift(`${start} ${firstY}`);
  const right = round(box.x + box.width);
  const d = `M${start} ${round(bottom)}L${points.join('L')}L${right} ${round(bottom)}Z`;
  scene.put(key, 'path', {d: points.length > 2 ? d : '', class: 'spark'});
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
