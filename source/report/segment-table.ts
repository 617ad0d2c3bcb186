/** The table of the segments in the summary: what was tried, and what it gave. */
import type {SegmentReport, Snapshot} from '../engine/index.ts';
import {formatBinary, formatCount, formatMs, formatShort} from '../format/number.ts';
import {type Paint, paintText} from '../format/paint.ts';
import {cpuNsEach, formatParallel, formatSettingShort} from '../format/segment.ts';
import {type Row, renderPlainTable} from './table.tsx';
import {comparable, findTwin, selectFastest} from './verdict.ts';

/** More segments than this are counted only. */
const segmentsMax = 6;

/** Returns the lines of the table; none without segments. The best segment is bold. */
export function segmentLines(snapshot: Snapshot, paint?: Paint): string[] {
  const {segments, earlierSegments} = snapshot;
  const shown = selectSegments(snapshot);
  if (shown.length === 0) return [];
  const best = bestOf(snapshot);
  const rows = shown.map((segment) => toRow(segment, snapshot, segment === best));
  const lines = renderPlainTable(rows).map((line) => line.slice(1));
  const left = earlierSegments + segments.length - shown.length;
  const painted = lines.map((line, index) => {
    if (paint === undefined) return line;
    if (index === 0) return paintText(paint, line, 'dim');
    return shown[index - 1] === best ? paintText(paint, line, 'text', 'bold') : line;
  });
  return left === 0 ? painted : [...painted, `and ${formatCount(left)} more: --details`];
}

/** Returns the best of several segments. */
function bestOf(snapshot: Snapshot): SegmentReport | undefined {
  const compared = comparable(snapshot);
  return compared.length > 1 ? selectFastest(compared) : undefined;
}

/** Selects the best segment, its twin in another mode, the first, the last, and the longest. */
function selectSegments(snapshot: Snapshot): readonly SegmentReport[] {
  const {segments} = snapshot;
  const best = bestOf(snapshot);
  const twin = best === undefined ? undefined : findTwin(best, comparable(snapshot), snapshot);
  const longest = segments.toSorted((one, other) => other.seconds - one.seconds);
  const ranked = [best, twin?.segment, segments[0], segments.at(-1), ...longest].filter(
    (segment) => segment !== undefined,
  );
  const chosen = new Set([...new Set(ranked)].slice(0, segmentsMax));
  return segments.filter((segment) => chosen.has(segment));
}

function toRow(segment: SegmentReport, {pipeline, segments}: Snapshot, isBest: boolean): Row {
  const {settings, seconds, perSecond, latency, limit} = segment;
  const first = segments[0]?.settings;
  const isParallel = segments.some(
    (other) => other.settings.threads !== first?.threads || other.settings.lanes !== first?.lanes,
  );
  const choices = pipeline.settings.map((report): [string, string] => {
    const value = formatSettingShort(report, settings[report.name]);
    return report.choices === null
      ? [report.rateOf ?? report.name, value]
      : [report.name, value.split('-')[0] as string];
  });
  const by = limit.kind === 'nothing' || limit.kind === 'pause' ? '' : limit.by;
  const size = `${formatBinary(settings.batchMessages)}/${formatBinary(settings.capacityMessages)}`;
  return {
    seconds: seconds.toFixed(1),
    ...Object.fromEntries(choices),
    'batch of': size,
    ...(isParallel ? {threads: formatParallel(settings)} : {}),
    'a second': formatShort(perSecond).trim(),
    // Of a narrow terminal's columns, those of threads take the place of the latency.
    ...(isParallel ? {} : {latency: latency === null ? '-' : formatMs(latency.p50Ms).trim()}),
    'ns each': cpuNsEach(segment)?.toFixed(2) ?? '-',
    limit: `${by}${isBest ? ' best' : ''}`,
  };
}
