import {useMemo} from 'react';
import {drawChart, drawSparkline} from '../format/draw.ts';
import {formatRate} from '../format/number.ts';
import {toSegmentMarks} from '../format/segment.ts';
import type {View} from '../monitor/state.ts';
import {useSymbols} from './context.ts';
import {RawLines} from './raw-lines.tsx';
import {Section} from './section.tsx';

interface Props {
  readonly view: View;
  readonly columns: number;
  /** Lines of the chart. 0 hides the chart. */
  readonly chartRows: number;
}

const sparkColumnsMax = 30;
/** Panels with fewer columns hide the median. */
const medianColumns = 100;

/**
 * Returns the lines of the chart. The chart is redrawn when a second has passed or a segment
 * begins, and not in each frame.
 */
function useChart({snapshot, seconds}: View, columns: number, rows: number): readonly string[] {
  const symbols = useSymbols();
  const {length} = snapshot.segments;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the Snapshot only the number of its segments matters
  return useMemo(
    () => (rows === 0 ? [] : drawChart(seconds, columns, rows, symbols, toSegmentMarks(snapshot))),
    [seconds, columns, rows, symbols, length],
  );
}

/**
 * The panel of throughput: end-to-end messages now, over the last seconds, and over the run. A
 * message counts once, at the last receiver.
 */
export function Throughput({view, columns, chartRows}: Props) {
  const symbols = useSymbols();
  const {throughput} = view.snapshot;
  const median = columns < medianColumns ? '' : `  p50 ${formatRate(throughput.p50PerSecond)}`;
  const mean = formatRate(throughput.meanPerSecond);
  const figures = `mean ${mean}${median}  peak ${formatRate(throughput.peakPerSecond)}`;
  const title = `Throughput ${formatRate(throughput.nowPerSecond)}`;
  const sparkColumns = Math.min(sparkColumnsMax, columns - title.length - figures.length - 9);
  const sparkline = drawSparkline(view.samples, sparkColumns, symbols);
  const chart = useChart(view, columns, chartRows);
  return (
    <Section title={`${title} ${sparkline}`.trimEnd()} note={figures} columns={columns}>
      <RawLines lines={chart} />
    </Section>
  );
}
