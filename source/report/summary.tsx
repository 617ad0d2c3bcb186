import type {ModeReport, Snapshot} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from '../format/number.ts';
import {formatSegment, formatSegmentHeading} from '../format/segment.ts';
import {type Symbols, toDisplayText} from '../format/symbols.ts';
import {outcome, shutdownLines} from './outcome.ts';
import {toRunRows} from './run-rows.ts';
import {type Row, renderTable, wrapText} from './table.tsx';
import {formatVerdict} from './verdict.ts';

/**
 * Formats the summary of a run. It is a pure function of the last Snapshot, so that every exit of
 * the program prints the same text.
 *
 * The summary has the closing lines, the outcome and a verdict in a sentence each, and tables of
 * the run, its segments, modes, channels and actors.
 */
export function summarize(snapshot: Snapshot, symbols: Symbols): string {
  const tables = [
    toRunRows(snapshot),
    toSegmentRows(snapshot),
    toModeRows(snapshot),
    toChannelRows(snapshot),
    toActorRows(snapshot),
  ];
  const text = [
    outcome(snapshot),
    wrapText(formatVerdict(snapshot)),
    '',
    ...tables.filter((rows) => rows.length > 0).map(renderTable),
  ].join('\n');
  return `${shutdownLines(snapshot)}\n${toDisplayText(text, symbols)}\n`;
}

/**
 * Returns the segments with columns inside one cell, as on the screen. A border round each column
 * would make the table wider than most terminals.
 */
function toSegmentRows({pipeline, segments, earlierSegments}: Snapshot): Row[] {
  const heading = ` time ${formatSegmentHeading(pipeline.settings)}`;
  const rows = segments.map((segment) => ({
    [heading]: `${segment.seconds.toFixed(1).padStart(5)} ${formatSegment(pipeline.settings, segment)}`,
  }));
  if (earlierSegments === 0) return rows;
  return [{[heading]: `${formatCount(earlierSegments)} segments before these`}, ...rows];
}

function toModeRows(snapshot: Snapshot): Row[] {
  const used = snapshot.modes.filter((mode) => mode.messages > 0);
  const slowest = used.reduce<ModeReport | undefined>(
    (least, mode) => (least === undefined || mode.perSecond < least.perSecond ? mode : least),
    undefined,
  );
  return (used.length > 0 ? used : snapshot.modes).map((mode) => {
    const factor = slowest && slowest.perSecond > 0 ? mode.perSecond / slowest.perSecond : 1;
    return {
      mode: mode.mode,
      seconds: mode.seconds.toFixed(1),
      messages: formatCount(mode.messages),
      throughput: formatRateInline(mode.perSecond),
      compared: `${factor.toFixed(2)} x`,
    };
  });
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
