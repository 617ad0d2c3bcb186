/** The time axis of a chart: which column shows which time of the run. Pure arithmetic. */
import {formatTime} from './number.ts';

/** The columns of a chart over the running time, newest at the right. */
export interface Timeline {
  readonly columns: number;
  /** Seconds per column. */
  readonly stepSeconds: number;
  /** Running time at the right end. Of a chart that scrolls, a multiple of the step. */
  readonly endSeconds: number;
}

/** Greatest step of a chart that scrolls. */
const stepMaxSeconds = 1;
const tenth = 0.1;
/** Summing up tenths leaves errors far below this. */
const slack = 1e-6;

/**
 * Returns the timeline of a chart. Its step grows with the run up to a second, so that the first
 * minutes fill the chart from edge to edge. From then on it scrolls.
 * @param isWhole the step grows on, so that the whole run is shown
 */
export function createTimeline(activeSeconds: number, columns: number, isWhole = false): Timeline {
  const width = Math.max(1, columns);
  // Values are known for whole tenths.
  const shownSeconds = Math.max(tenth, Math.floor(activeSeconds * 10 + slack) / 10);
  const wanted = shownSeconds / width;
  if (wanted <= stepMaxSeconds || isWhole) {
    return {columns: width, stepSeconds: wanted, endSeconds: shownSeconds};
  }
  const endSeconds = Math.floor(shownSeconds / stepMaxSeconds) * stepMaxSeconds;
  return {columns: width, stepSeconds: stepMaxSeconds, endSeconds};
}

/** Returns the column that shows a time; below 0 or `columns` and above, it is not shown. */
export function columnOf({columns, stepSeconds, endSeconds}: Timeline, seconds: number): number {
  return columns - Math.round(endSeconds / stepSeconds) + Math.floor(seconds / stepSeconds + slack);
}

/** Returns the time at which a column begins. */
export function timeOf({columns, stepSeconds, endSeconds}: Timeline, column: number): number {
  return endSeconds - (columns - column) * stepSeconds;
}

/** Values over the running time, one per unit. */
export interface Values {
  /** Running time at which the last values end. */
  readonly endSeconds: number;
  readonly tenths: readonly number[];
  readonly seconds: readonly number[];
}

/**
 * Returns the mean value of each column; `undefined` where nothing is known.
 * @param parts values per column
 */
export function binValues(
  timeline: Timeline,
  {endSeconds, tenths, seconds}: Values,
  parts = 1,
): ReadonlyArray<number | undefined> {
  const {columns, stepSeconds} = timeline;
  const tenthsFrom = Math.floor(endSeconds * 10 + slack) - tenths.length;
  const secondsFrom = Math.floor(endSeconds + slack) - seconds.length;
  return Array.from({length: columns * parts}, (_, part) => {
    const from = timeOf(timeline, part / parts);
    const to = from + stepSeconds / parts;
    const mean = meanOf(tenths, from * 10 - tenthsFrom, to * 10 - tenthsFrom);
    return mean ?? meanOf(seconds, from - secondsFrom, to - secondsFrom);
  });
}

/** Returns the mean of the values from an index up to another. */
function meanOf(values: readonly number[], from: number, to: number): number | undefined {
  const [first, last] = [Math.floor(from + slack), Math.ceil(to - slack)];
  if (first < 0 || first >= values.length) return undefined;
  let [sum, count] = [0, 0];
  for (let index = first; index < Math.min(values.length, Math.max(last, first + 1)); index++) {
    sum += values[index] as number;
    count++;
  }
  return sum / count;
}

const labelSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];
/** Least columns between the beginnings of two labels. */
const labelColumns = 13;

/** A time on the axis. */
export interface AxisLabel {
  readonly column: number;
  readonly text: string;
}

/** Returns the labels of the axis: times of the run, and `now` at the right end. */
export function axisLabels(timeline: Timeline): readonly AxisLabel[] {
  const {columns, stepSeconds, endSeconds} = timeline;
  const now = {column: columns - 3, text: 'now'};
  const step = labelSteps.find((seconds) => seconds / stepSeconds >= labelColumns) ?? 14_400;
  const labels: AxisLabel[] = [];
  const first = Math.max(0, Math.ceil(timeOf(timeline, 0) / step - slack));
  for (let seconds = first * step; seconds < endSeconds; seconds += step) {
    const label = {column: columnOf(timeline, seconds), text: formatTime(seconds)};
    if (label.column >= 0 && label.column + label.text.length < now.column) labels.push(label);
  }
  return columns < now.text.length ? [] : [...labels, now];
}
