/** The segments of the run so far: what each shape of the pipeline gave, one under the other. */
import type {SegmentReport, Snapshot} from '../engine/index.ts';
import {formatMs, formatRate, formatShort} from '../format/number.ts';
import {beatsInShort, coresOf, limitInShort} from '../format/segment.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

export interface Props {
  readonly snapshot: Snapshot;
  readonly columns: number;
  /** Lines that it may take, its heading's included. */
  readonly rows: number;
}

const heading = 'mode          beats   capacity batch throughput latency cores limit';

/** The latest segments, the present one last. */
export function Segments({snapshot: {segments, earlierSegments}, columns, rows}: Props) {
  const shown = segments.slice(-Math.max(0, rows - 2));
  if (rows <= 2 || shown.length === 0) return null;
  const left = earlierSegments + segments.length - shown.length;
  return (
    <Section title="Segments" note={left > 0 ? `${left} earlier` : ''} columns={columns}>
      <Line dimColor>{heading}</Line>
      {shown.map((segment, place) => (
        <Line key={segment.fromSeconds} bold={place === shown.length - 1}>
          {segmentInColumns(segment)}
        </Line>
      ))}
    </Section>
  );
}

/** A segment under the words of the heading. */
function segmentInColumns(segment: SegmentReport): string {
  const {mode, periodMs, capacityMessages, batchMessages, perSecond, latency, limit} = segment;
  return [
    mode.padEnd(13),
    beatsInShort(periodMs).padEnd(8),
    formatShort(capacityMessages),
    formatShort(batchMessages),
    `  ${formatRate(perSecond)}`,
    latency === null ? '-'.padStart(7) : formatMs(latency.p50Ms),
    coresOf(segment).toFixed(2).padStart(5),
    limitInShort(limit),
  ].join(' ');
}
