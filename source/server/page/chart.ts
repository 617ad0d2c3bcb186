import type {SegmentReport, Snapshot} from '../../engine/index.ts';
import {scaleTop} from '../../format/area.ts';
import {formatSettingChanges} from '../../format/flags.ts';
import {formatRateInline, formatShort, formatTime} from '../../format/number.ts';
import {getElement} from './base/elements.ts';
import type {RatePoint, RunHistory} from './base/run-history.ts';
import {Scene} from './base/svg.ts';
import {listTimes} from './scale.ts';
import {listStretches, type Stretch} from './stretches.ts';

const height = 300;
const margin = {left: 76, right: 10, top: 34, bottom: 26};
const characterWidth = 7.3;
/** What the beats allow is drawn up to this multiple of the top of what was. */
const allowedMax = 1.6;

/**
 * The throughput of the run from its start, as an area in the colours of the modes, with a flag for
 * each change of settings and a line for what the beats allowed.
 */
export class Chart {
  readonly #svg = getElement('chart', SVGSVGElement);
  readonly #scene = new Scene(this.#svg);

  /** Draws the history in the width that the chart has on the page. */
  draw(snapshot: Snapshot, history: RunHistory): void {
    const {clientWidth: width} = this.#svg.parentElement as HTMLElement;
    if (width === 0) return;
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.setAttribute('width', String(width));
    this.#svg.setAttribute('height', String(height));
    const points = history.throughput;
    const seconds = Math.max(1, snapshot.activeSeconds);
    const stretches = listStretches(snapshot);
    const greatest = Math.max(1, ...points.map(({perSecond}) => perSecond));
    const allowed = stretches.map((stretch) => stretch.allowed ?? 0);
    const shownAllowed = allowed.filter((rate) => rate <= greatest * allowedMax);
    const top = scaleTop(Math.max(greatest, ...shownAllowed) * 1.02);
    const plot = {
      x: (time: number) => margin.left + (time / seconds) * (width - margin.left - margin.right),
      y: (rate: number) =>
        height - margin.bottom - (rate / top) * (height - margin.top - margin.bottom),
    };
    this.#scene.draw(() => {
      drawAxes(this.#scene, plot, width, top, seconds);
      stretches.forEach((stretch, index) => {
        drawArea(this.#scene, plot, index, stretch, points);
      });
      drawAllowed(this.#scene, plot, stretches, top);
      drawFlags(this.#scene, plot, width, snapshot);
    });
    const peak = formatRateInline(snapshot.throughput.peakPerSecond);
    const description = `Throughput of the run, ${formatTime(seconds)} so far, peak ${peak}`;
    this.#svg.setAttribute('aria-label', description);
  }
}

/** Converts times and rates to pixels. */
interface Plot {
  x(seconds: number): number;
  y(perSecond: number): number;
}

function drawAxes(scene: Scene, {x, y}: Plot, width: number, top: number, seconds: number): void {
  for (const share of [0, 0.5, 1]) {
    const line = Math.round(y(top * share)) + 0.5;
    scene.put(`guide-${share}`, 'path', {
      d: `M${margin.left} ${line}H${width - margin.right}`,
      class: share === 0 ? 'base' : 'guide',
    });
    const label = share === 0 ? '0' : `${formatShort(top * share).trim()}/s`;
    scene.text(`rate-${share}`, margin.left - 8, line + 4, label, 'axis-label', 'end');
  }
  const count = Math.max(2, Math.floor((width - margin.left) / 90));
  const nowX = x(seconds);
  for (const time of listTimes(seconds, count)) {
    const place = x(time);
    if (nowX - place < 60) continue;
    const anchor = time === 0 ? 'start' : 'middle';
    scene.text(`time-${time}`, place, height - 6, formatTime(time), 'axis-label', anchor);
  }
  scene.text('time-now', nowX, height - 6, 'now', 'axis-label', 'end');
}

function drawArea(
  scene: Scene,
  {x, y}: Plot,
  index: number,
  {from, to, mode}: Stretch,
  points: readonly RatePoint[],
): void {
  const inside = points.filter(({seconds}) => seconds >= from && seconds <= to);
  const before = points.findLast(({seconds}) => seconds < from);
  const after = points.find(({seconds}) => seconds > to);
  const [first, last] = [before ?? inside[0], after ?? inside.at(-1)];
  if (first === undefined || last === undefined) return;
  const line = [
    {seconds: from, perSecond: rateAt(from, first, inside[0] ?? last)},
    ...inside,
    {seconds: to, perSecond: rateAt(to, inside.at(-1) ?? first, last)},
  ].map(({seconds, perSecond}) => `${x(seconds).toFixed(1)} ${y(perSecond).toFixed(1)}`);
  const foot = y(0).toFixed(1);
  const edge = line.join('L');
  const area = `M${x(from).toFixed(1)} ${foot}L${edge}L${x(to).toFixed(1)} ${foot}Z`;
  scene.put(`area-${index}`, 'path', {d: area, class: `area mode-${mode}`});
  scene.put(`edge-${index}`, 'path', {d: `M${edge}`, class: `head mode-${mode}`});
}

/** The rate at a time between two points; outside of them, that of the nearer one. */
function rateAt(seconds: number, before: RatePoint, after: RatePoint): number {
  if (after.seconds <= before.seconds || seconds <= before.seconds) return before.perSecond;
  if (seconds >= after.seconds) return after.perSecond;
  const share = (seconds - before.seconds) / (after.seconds - before.seconds);
  return before.perSecond + share * (after.perSecond - before.perSecond);
}

function drawAllowed(scene: Scene, {x, y}: Plot, stretches: readonly Stretch[], top: number): void {
  let isLabelled = false;
  stretches.forEach(({from, to, allowed}, index) => {
    if (allowed === undefined || allowed > top) return;
    const [left, right, line] = [x(from), x(to), y(allowed)];
    scene.put(`allowed-${index}`, 'path', {d: `M${left} ${line}H${right}`, class: 'allowed'});
    const label = `beats allow ${formatRateInline(allowed)}`;
    const isRoomy = right - left > label.length * characterWidth + 24;
    if (isLabelled || !isRoomy) return;
    isLabelled = true;
    scene.text(`allowed-text-${index}`, left + 12, line - 6, label, 'allowed-label');
  });
}

/** Draws the changes of settings. A flag whose text has no room before the next has none. */
function drawFlags(scene: Scene, {x, y}: Plot, width: number, snapshot: Snapshot): void {
  const {segments, pipeline} = snapshot;
  const starts = segments.slice(1).map(({fromSeconds}) => x(fromSeconds));
  let free = Number.NEGATIVE_INFINITY;
  starts.forEach((start, index) => {
    const [before, after] = segments.slice(index, index + 2) as [SegmentReport, SegmentReport];
    const label = formatSettingChanges(pipeline.settings, before.settings, after.settings);
    const room = label.length * characterWidth + 8;
    // At the right end, the text stands on the left of its flag.
    const isLeft = start + room > width - margin.right;
    scene.put(`flag-${index}`, 'path', {
      d: `M${start.toFixed(1)} ${margin.top - 24}V${y(0).toFixed(1)}`,
      class: 'flag',
    });
    const from = isLeft ? start - room : start;
    const next = isLeft ? Number.POSITIVE_INFINITY : (starts[index + 1] ?? width);
    if (from < free || (!isLeft && from + room > next)) return;
    free = from + room;
    const place = isLeft ? start - 5 : start + 5;
    scene.text(
      `flag-text-${index}`,
      place,
      margin.top - 16,
      label,
      'flag-label',
      isLeft ? 'end' : 'start',
    );
  });
}
