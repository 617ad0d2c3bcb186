import {useMemo} from 'react';
import {drawChart, drawSparkline} from '../format/draw.ts';
import {formatRate} from '../format/number.ts';
import {segmentMarks} from '../format/segment.ts';
import type {Picture} from '../store/monitor.ts';
import {Graphic} from './graphic.tsx';
import {useSymbols} from './look.ts';
import {Section} from './section.tsx';

/** Props of `Throughput`. */
export interface Props {
  readonly picture: Picture;
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
function useChart({snapshot, seconds}: Picture, columns: number, rows: number): readonly string[] {
  const symbols = useSymbols();
  const {length} = snapshot.segments;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the Snapshot only the number of its segments matters
  return useMemo(
    () => (rows === 0 ? [] : drawChart(seconds, columns, rows, symbols, segmentMarks(snapshot))),
    [seconds, columns, rows, symbols, length],
  );
}

/**
 * The panel of throughput: end-to-end messages now, over the last seconds, and over the run. A
 * message counts once, at the logger.
 */
export function Throughput({picture, columns, chartRows}: Props) {
  const symbols = useSymbols();
  const {throughput} = picture.snapshot;
  const median = columns < medianColumns ? '' : `  p50 ${formatRate(throughput.p50PerSecond)}`;
  const mean = formatRate(throughput.meanPerSecond);
  const figures = `mean ${mean}${median}  peak ${formatRate(throughput.peakPerSecond)}`;
  const title = `Throughput ${formatRate(throughput.nowPerSecond)}`;
  const sparkColumns = Math.min(sparkColumnsMax, columns - title.length - figures.length - 9);
  const sparkline = drawSparkline(picture.samples, sparkColumns, symbols);
  const chart = useChart(picture, columns, chartRows);
  return (
    <Section title={`${title} ${sparkline}`.trimEnd()} note={figures} columns={columns}>
      <Graphic lines={chart} />
    </Section>
  );
}
