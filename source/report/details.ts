/** The tables of a run behind `--details`. */
import type {Snapshot} from '../engine/index.ts';
import {formatCount, formatPercent} from '../format/number.ts';
import {formatSegment, formatSegmentHeading} from '../format/segment.ts';
import {toRunRows} from './run-rows.ts';
import {type Row, renderTable} from './table.tsx';

/** Formats the tables of the run, all its segments, its channels and its actors. */
export function formatDetails(snapshot: Snapshot): string {
  const tables = [
    toRunRows(snapshot),
    toSegmentRows(snapshot),
    toChannelRows(snapshot),
    toActorRows(snapshot),
  ];
  return tables
    .filter((rows) => rows.length > 0)
    .map(renderTable)
    .join('\n');
}

/**
 * Returns the segments with columns inside one cell. A border round each column would make the
 * table wider than most terminals.
 */
function toSegmentRows({pipeline, segments, earlierSegments}: Snapshot): Row[] {
  const heading = ` time ${formatSegmentHeading(pipeline.settings)}`;
  const rows = segments.map((segment) => {
    const seconds = segment.seconds.toFixed(1).padStart(5);
    return {[heading]: `${seconds} ${formatSegment(pipeline.settings, segment)}`};
  });
  if (earlierSegments === 0) return rows;
  return [{[heading]: `${formatCount(earlierSegments)} segments before these`}, ...rows];
}

function toChannelRows(snapshot: Snapshot): Row[] {
  return snapshot.channels.map((channel) => ({
    channel: channel.name,
    from: channel.from,
    to: channel.to,
    capacity: formatCount(channel.capacityMessages),
    total: formatCount(channel.total),
    p80: formatPercent(channel.fillP80),
    high: formatPercent(channel.highWaterMessages / channel.capacityMessages),
  }));
}

function toActorRows(snapshot: Snapshot): Row[] {
  return snapshot.actors.map((actor) => ({
    actor: actor.name,
    thread: actor.thread.toString(),
    busy: formatPercent(actor.busyRatio),
    batches: formatCount(actor.batches),
    'mean batch': formatCount(actor.meanBatch),
    restarts: actor.restarts.toString(),
  }));
}
