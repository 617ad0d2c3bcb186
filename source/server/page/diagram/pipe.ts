/** Draws a pipe: the line from a sender to a receiver, what waits on it, and its figures. */
import type {RatePoint} from '../base/run-history.ts';
import type {Scene} from '../base/svg.ts';
import type {Box, ChannelPlace} from './geometry.ts';
import {drawSparkline} from './sparkline.ts';
import {drawTag, tagSize} from './tag.ts';
import {characterWidth, formatShare, shorten} from './texts.ts';

/** What a pipe shows. Shares are 0 to 1. */
export interface Pipe {
  /** The key of its elements in the picture. */
  readonly key: string;
  /** The sentence for screen readers and pointers. */
  readonly title: string;
  readonly name: string;
  readonly look: 'plain' | 'limit' | 'alarm';
  readonly fill: number;
  /** The share that its receiver found at most; 0 without a measurement. */
  readonly high: number;
  /** What follows the fill where there is room, such as `of 1 Mi`. */
  readonly capacity: string;
  /** The line below the pipe: its rate, or what is wrong. */
  readonly figure: string;
  /** What stands in the same line: the first of these for which there is room. */
  readonly notes: readonly string[];
  /** The line below that, in place of the course of the rate; empty without one. */
  readonly remark: string;
  readonly rates: readonly RatePoint[];
}

/** A heap below this share is not drawn: the line alone. */
const heapMin = 0.01;
const textGap = 8;
/** Space for the head of the arrow. */
const arrowLength = 6;
/** From top to bottom, a line of texts is at most so wide. */
const lineWidthMax = 210;

/** Draws a pipe in its place. */
export function drawPipe(scene: Scene, pipe: Pipe, place: ChannelPlace, isVertical: boolean): void {
  const {key, look, rates} = pipe;
  scene.put(key, 'g', {class: `edge ${look}`});
  scene.put(`${key}/title`, 'title', {}, pipe.title);
  drawLine(scene, key, place.line);
  const layout = isVertical ? layOutDown(place) : layOutAcross(place);
  drawFill(scene, pipe, layout.pipe, isVertical);
  drawTexts(scene, pipe, layout);
  if (pipe.remark === '') drawSparkline(scene, `${key}/spark`, layout.spark, rates);
}

/** The places of the pipe and of the texts around it. */
interface Layout {
  readonly pipe: Box;
  readonly name: Spot;
  readonly fill: Spot;
  readonly figure: Spot;
  readonly note: Spot;
  readonly remark: Spot;
  readonly spark: Box;
  /** The characters that fit into a line. */
  readonly room: number;
}

/** A place of a text: the end of the text at which `x` is, and its baseline. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** The name and the fill are above the pipe, and the other texts below. */
function layOutAcross({pipe: {x, y, width, height}}: ChannelPlace): Layout {
  const [left, right] = [x + textGap, x + width - textGap - arrowLength];
  const [above, below] = [y - 10, y + height + 18];
  const start = (baseline: number): Spot => ({x: left, y: baseline, anchor: 'start'});
  const end = (baseline: number): Spot => ({x: right, y: baseline, anchor: 'end'});
  return {
    pipe: {x: left, y, width: right - left, height},
    name: start(above),
    fill: end(above),
    figure: start(below),
    note: end(below),
    remark: start(below + 20),
    spark: {x: left, y: below + 8, width: right - left, height: 22},
    room: (right - left) / characterWidth,
  };
}

/** The texts are on the right of the pipe. */
function layOutDown({pipe: {x, y, width, height}, room}: ChannelPlace): Layout {
  const [top, bottom] = [y + textGap, y + height - textGap - 3 * arrowLength];
  const left = x + width + textGap;
  const lineWidth = Math.min(lineWidthMax, room - 2 * textGap);
  const line = (index: number): Spot => ({x: left, y: top + 12 + 19 * index, anchor: 'start'});
  return {
    pipe: {x, y: top, width, height: bottom - top},
    name: line(0),
    fill: line(1),
    figure: line(2),
    note: {...line(2), x: left + lineWidth, anchor: 'end'},
    remark: line(3),
    spark: {x: left, y: top + 56, width: lineWidth, height: 18},
    room: lineWidth / characterWidth,
  };
}

/** Draws what waits in the pipe as a heap before its receiver, and the high-water mark. */
function drawFill(
  scene: Scene,
  {key, fill, high}: Pipe,
  {x, y, width, height}: Box,
  isVertical: boolean,
): void {
  const length = isVertical ? height : width;
  const rect = (part: string, from: number, size: number, className: string) => {
    if (isVertical) scene.rect(`${key}/${part}`, x, y + from, width, size, className);
    else scene.rect(`${key}/${part}`, x + from, y, size, height, className);
  };
  rect('pipe', 0, length, 'pipe');
  const heap = fill < heapMin ? 0 : fill * length;
  rect('heap', length - heap, heap, 'heap');
  if (high > fill + heapMin) rect('high', (1 - high) * length, 2, 'mark');
}

function drawTexts(scene: Scene, pipe: Pipe, layout: Layout): void {
  const {key, name, capacity, look, figure, notes, remark} = pipe;
  const put = (part: string, {x, y, anchor}: Spot, text: string, className: string) =>
    scene.text(`${key}/${part}`, x, y, text, className, anchor);
  const {x, y, anchor} = layout.fill;
  const share = formatShare(pipe.fill);
  const taken = layout.fill.y === layout.name.y ? name.length + 3 : 0;
  const nameRoom = Math.floor(layout.room - (taken > 0 ? share.length + 1 : 0));
  put('name', layout.name, shorten(name, nameRoom), 'name');
  scene.put(`${key}/fill`, 'text', {x, y, 'text-anchor': anchor});
  scene.put(`${key}/fill/share`, 'tspan', {class: 'figure pile'}, share);
  const hasCapacity = layout.room > taken + share.length + capacity.length;
  scene.put(`${key}/fill/of`, 'tspan', {class: 'label'}, hasCapacity ? ` ${capacity}` : '');
  const isLimit = look === 'limit';
  // The text of the tag stands on the line of the figure.
  if (isLimit) drawTag(scene, key, layout.figure.x, layout.figure.y - 13.5);
  const tagWidth = isLimit ? tagSize.width + textGap : 0;
  const room = layout.room - tagWidth / characterWidth;
  const figureSpot = {...layout.figure, x: layout.figure.x + tagWidth};
  put('figure', figureSpot, room >= figure.length ? figure : '', 'figure');
  const note = notes.find(({length}) => room > figure.length + length + 2) ?? '';
  put('note', layout.note, note, 'label');
  put('remark', layout.remark, remark, 'figure');
}

/** Draws the line, and its head at the end, in the direction of its last stretch. */
function drawLine(scene: Scene, key: string, line: ChannelPlace['line']): void {
  const path = line.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`);
  scene.put(`${key}/line`, 'path', {d: path.join(''), class: 'flow'});
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
