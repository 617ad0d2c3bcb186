import type {ChannelReport, Snapshot} from '../../../engine/index.ts';
import {formatRateInline} from '../../../format/number.ts';
import type {RatePoint, RunHistory} from '../base/run-history.ts';
import type {Scene} from '../base/svg.ts';
import type {Box, ChannelPlace} from './geometry.ts';
import {characterWidth, formatCapacity, formatShare} from './texts.ts';

/** A sparkline covers this time, newest at the right. */
const sparkSeconds = 60;
/** A heap below this share is not drawn: the line alone. */
const heapMin = 0.01;
const textGap = 8;

/** Draws a channel: its line, what waits in it as a heap before its receiver, and its rate. */
export function drawChannel(
  scene: Scene,
  snapshot: Snapshot,
  channel: ChannelReport,
  {line, pipe}: ChannelPlace,
  isVertical: boolean,
  history: RunHistory,
): void {
  const key = `channels/${channel.name}`;
  const {limit, throughput} = snapshot;
  const isLimit = limit.kind === 'handover' && isBetween(channel, limit.from, limit.to);
  scene.put(key, 'g', {class: isLimit ? 'edge limit' : 'edge'});
  scene.put(`${key}/title`, 'title', {}, `${channel.from} to ${channel.to}: ${channel.name}`);
  const path = line.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`);
  scene.put(`${key}/line`, 'path', {d: path.join(''), class: 'flow'});
  drawArrow(scene, key, line);
  const rates = history.recentRates(channel.name);
  const rate =
    channel.name === snapshot.pipeline.throughput
      ? throughput.nowPerSecond
      : (rates.at(-1)?.perSecond ?? 0);
  const isIdle = snapshot.stop !== null || snapshot.state === 'paused';
  const text = formatRateInline(isIdle ? 0 : rate);
  if (isVertical) drawVertical(scene, key, channel, pipe, text, rates);
  else drawHorizontal(scene, key, channel, pipe, text, rates);
}

function isBetween({from, to}: ChannelReport, one: string, other: string): boolean {
  return (from === one && to === other) || (from === other && to === one);
}

function drawHorizontal(
  scene: Scene,
  key: string,
  channel: ChannelReport,
  {x, y, width, height}: Box,
  rate: string,
  rates: readonly RatePoint[],
): void {
  const [left, right] = [x + textGap, x + width - textGap - 6];
  const room = right - left;
  const fill = Math.min(1, Math.max(0, channel.fillNow));
  const high = Math.min(1, channel.highWaterMessages / channel.capacityMessages);
  scene.rect(`${key}/pipe`, left, y, room, height, 'pipe');
  const heap = fill < heapMin ? 0 : fill * room;
  scene.rect(`${key}/heap`, right - heap, y, heap, height, 'heap');
  if (high > fill + 0.01) scene.rect(`${key}/high`, right - high * room, y, 2, height, 'mark');
  scene.text(`${key}/name`, left, y - 10, channel.name, 'name');
  const capacity = `of ${formatCapacity(channel)}`;
  const hasCapacity = room > (channel.name.length + capacity.length + 9) * characterWidth;
  const figureX = hasCapacity ? right - capacity.length * characterWidth - 6 : right;
  scene.text(`${key}/fill`, figureX, y - 10, formatShare(fill), 'figure pile', 'end');
  if (hasCapacity) scene.text(`${key}/capacity`, right, y - 10, capacity, 'label', 'end');
  scene.text(`${key}/rate`, left, y + height + 18, rate, 'figure');
  const highText = `high ${formatShare(high)}`;
  if (room > (rate.length + highText.length + 3) * characterWidth)
    scene.text(`${key}/high-text`, right, y + height + 18, highText, 'label', 'end');
  drawSparkline(scene, key, {x: left, y: y + height + 26, width: room, height: 22}, rates);
}

function drawVertical(
  scene: Scene,
  key: string,
  channel: ChannelReport,
  {x, y, width, height}: Box,
  rate: string,
  rates: readonly RatePoint[],
): void {
  const [top, bottom] = [y + textGap, y + height - textGap - 18];
  const room = bottom - top;
  const fill = Math.min(1, Math.max(0, channel.fillNow));
  const high = Math.min(1, channel.highWaterMessages / channel.capacityMessages);
  scene.rect(`${key}/pipe`, x, top, width, room, 'pipe');
  const heap = fill < heapMin ? 0 : fill * room;
  scene.rect(`${key}/heap`, x, bottom - heap, width, heap, 'heap');
  if (high > fill + 0.01) scene.rect(`${key}/high`, x, bottom - high * room, width, 2, 'mark');
  const left = x + width + textGap;
  scene.text(`${key}/name`, left, top + 12, channel.name, 'name');
  scene.text(`${key}/fill`, left, top + 31, formatShare(fill), 'figure pile');
  const capacityX = left + (formatShare(fill).length + 1) * characterWidth;
  scene.text(`${key}/capacity`, capacityX, top + 31, `of ${formatCapacity(channel)}`, 'label');
  scene.text(`${key}/rate`, left, top + 50, rate, 'figure');
  drawSparkline(scene, key, {x: left, y: top + 56, width: 84, height: 18}, rates);
}

/** Draws the rate of the last minute as an area, newest at the right. */
function drawSparkline(scene: Scene, key: string, box: Box, rates: readonly RatePoint[]): void {
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
  const d = `M${start} ${round(bottom)}L${points.join('L')}L${round(box.x + box.width)} ${round(bottom)}Z`;
  scene.put(`${key}/spark`, 'path', {d: points.length > 2 ? d : '', class: 'spark'});
}

/** Draws the head of a line, at its end and in the direction of its last stretch. */
function drawArrow(scene: Scene, key: string, line: ChannelPlace['line']): void {
  const [[x0, y0], [x, y]] = line.slice(-2) as unknown as [[number, number], [number, number]];
  const [dx, dy] = [Math.sign(Math.round(x - x0)), Math.sign(Math.round(y - y0))];
  const corners = [
    [x, y],
    [x - 9 * dx - 5 * dy, y - 9 * dy - 5 * dx],
    [x - 9 * dx + 5 * dy, y - 9 * dy + 5 * dx],
  ];
  const points = corners.map((corner) => corner.map(round).join(' ')).join(' ');
  scene.put(`${key}/arrow`, 'polygon', {points, class: 'arrow'});
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
