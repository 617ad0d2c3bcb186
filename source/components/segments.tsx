import type {Snapshot} from '../engine/index.ts';
import {formatSegment, formatSegmentHeading} from '../format/segment.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly columns: number;
  /** Greatest number of lines, including the heading. */
  readonly rows: number;
}

/**
 * The latest segments of the run, one per line: the results of each set of settings. The present
 * segment is the last.
 */
export function Segments({snapshot, columns, rows}: Props) {
  const {segments, earlierSegments, pipeline} = snapshot;
  const shown = segments.slice(-Math.max(0, rows - 2));
  if (rows <= 2 || shown.length === 0) return null;
  const left = earlierSegments + segments.length - shown.length;
  return (
    <Section title="Segments" note={left > 0 ? `${left} earlier` : ''} columns={columns}>
      <Line dimColor>{formatSegmentHeading(pipeline.settings)}</Line>
      {shown.map((segment, index) => (
        <Line key={segment.fromSeconds} bold={index === shown.length - 1}>
          {formatSegment(pipeline.settings, segment)}
        </Line>
      ))}
    </Section>
  );
}
