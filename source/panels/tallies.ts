/** Draws the counters as bars in proportion, beside what is expected. */
import type {CounterReport, Snapshot} from '../engine/index.ts';
import {drawEighths} from '../format/bar.ts';
import type {Grid} from '../format/grid.ts';
import {formatFinePercent, formatShort} from '../format/number.ts';
import type {Role} from '../format/roles.ts';

/** A tally may differ from the expected one by this many messages. */
const toleranceMessages = 2;
/** Bars have this many cells for the whole, so that FizzBuzz's 4 : 2 : 1 : 8 can be counted. */
const wholeCells = 15;

const roleOf: readonly Role[] = ['fizz', 'buzz', 'fizzbuzz', 'value'];

/** Returns the sum of all counters. */
export function sumCounts(counters: readonly CounterReport[]): number {
  return counters.reduce((sum, {count}) => sum + count, 0);
}

/** Whether every counter with an expected share has that share. */
export function isAsExpected(counters: readonly CounterReport[]): boolean {
  const total = sumCounts(counters);
  return counters.every(
    ({count, share}) => share === null || Math.abs(count - share * total) <= toleranceMessages,
  );
}

/** Whether the counters are shown below an actor: the receiver of the throughput. */
export function isTallied({channels, pipeline, counters}: Snapshot, actor: string): boolean {
  const receiver = channels.find(({name}) => name === pipeline.throughput)?.to;
  return receiver === actor && counters.some(({share}) => share !== null);
}

/** Greatest denominator of shares that are shown as a ratio. */
const denominatorMax = 100;

/** Formats expected shares as a ratio; `undefined` without small integers. */
export function formatRatio(counters: readonly CounterReport[], joint = ' : '): string | undefined {
  for (let whole = 1; whole <= denominatorMax; whole++) {
    const parts = counters.map(({share}) => (share ?? Number.NaN) * whole);
    if (parts.every((part) => Math.abs(part - Math.round(part)) < 1e-6)) {
      return parts.map((part) => Math.round(part)).join(joint);
    }
  }
  return undefined;
}

/**
 * Formats whether the counters are as expected, in at most so many columns: `4 : 2 : 1 : 8 as
 * expected`, `4:2:1:8 ok`, `NOT 4:2:1:8`.
 * @returns the text, and whether they are
 */
export function formatTallyVerdict(
  counters: readonly CounterReport[],
  columns: number,
): readonly [text: string, isRight: boolean] {
  const isRight = isAsExpected(counters);
  const [wide, narrow] = [formatRatio(counters), formatRatio(counters, ':')];
  const texts = isRight
    ? [...(wide ? [`${wide} as expected`] : []), ...(narrow ? [`${narrow} ok`] : []), 'ok']
    : [...(wide ? [`NOT ${wide}`] : []), ...(narrow ? [`NOT ${narrow}`] : []), 'NOT ok'];
  return [texts.find(({length}) => length <= columns) ?? '', isRight];
}

/** Least and greatest columns of a row: a label, a bar and a share, and with the count. */
export const tallyColumnsMin = 26;
const labelColumns = 9;
const shareColumns = 9;
const countColumns = 7;

/** Draws one row per counter, right-aligned before the column `end`. */
export function drawTallies(
  grid: Grid,
  top: number,
  start: number,
  end: number,
  counters: readonly CounterReport[],
): void {
  const total = sumCounts(counters);
  const label = Math.max(labelColumns, ...counters.map((counter) => counter.label.length + 1));
  const greatest = Math.max(
    ...counters.map(({count, share}) => Math.max(share ?? 0, count / (total || 1))),
  );
  const barOf = (scale: number) => Math.ceil(greatest * wholeCells * scale - 1e-6);
  const room = end - start;
  const hasCounts = room >= label + barOf(3) + shareColumns + countColumns;
  const scale = [3, 2, 1].find(
    (candidate) =>
      label + barOf(candidate) + shareColumns + (candidate === 3 ? countColumns : 0) <= room,
  );
  if (scale === undefined) return;
  const isRight = isAsExpected(counters);
  const left = end - label - barOf(scale) - shareColumns - (hasCounts ? countColumns : 0);
  for (const [index, {label: name, count, share}] of counters.entries()) {
    const row = top + index;
    const role = isRight ? (roleOf[index % roleOf.length] as Role) : 'alarm';
    const part = total > 0 ? count / total : 0;
    grid.put(row, left, name, 'text');
    const barStart = left + label;
    if (share !== null) {
      const expected = Math.round(share * wholeCells * scale);
      if (scale > 1 || expected < barOf(scale)) grid.put(row, barStart + expected, '▏', 'dim');
      grid.put(row, barStart, drawEighths(part, wholeCells * scale), role);
    }
    const text = share === null ? formatShort(count) : formatFinePercent(part);
    const shareEnd = hasCounts ? end - countColumns : end;
    grid.right(row, shareEnd, [[text, 'text']]);
    if (hasCounts && share !== null) grid.right(row, end, [[formatShort(count).trim(), 'dim']]);
  }
}
