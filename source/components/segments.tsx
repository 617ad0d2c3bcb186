import type {Snapshot} from '../engine/index.ts';
import {segmentHeading, segmentInColumns} from '../format/segment.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

/** Props of `Segments`. */
export interface Props {
  readonly snapshot: Snapshot;
  readonly columns: number;
  /** Greatest number of lines, including the heading. */
  readonly rows: number;
}

/**
 * The latest segments of the run, one per line: the results of each set of settings. The present
 * segment is the last.
 */
export function Segments({snapshot: {segments, earlierSegments}, columns, rows}: Props) {
  const shown = segments.slice(-Math.max(0, rows - 2));
  if (rows <= 2 || shown.length === 0) return null;
  const left = earlierSegments + segments.length - shown.length;
  return (
    <Section title="Segments" note={left > 0 ? `${left} earlier` : ''} columns={columns}>
      <Line dimColor>{segmentHeading}</Line>
      {shown.map((segment, place) => (
        <Line key={segment.fromSeconds} bold={place === shown.length - 1}>
          {segmentInColumns(segment)}
        </Line>
      ))}
    </Section>
  );
}
