import {formatBeatRate, type Limit, type SegmentReport, type Snapshot} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from '../format/number.ts';

/** A shorter segment is not a reliable measurement of its settings. */
const shortestSeconds = 1;

/** Formats the verdict: the result of a run in one or two sentences, with a full stop. Pure. */
export function verdict(snapshot: Snapshot): string {
  const {stop, segments} = snapshot;
  if (stop?.clean !== true || !stop.verified) {
    return 'Verdict: none, since the run did not end as it should.';
  }
  const long = segments.filter(({seconds}) => seconds >= shortestSeconds);
  const compared = long.length > 0 ? long : segments;
  const best = fastestOf(compared);
  if (best === undefined) return 'Verdict: none, since no segments were recorded.';
  if (best.messages === 0) return 'Verdict: none, since nothing was counted.';
  const rate = formatRateInline(best.perSecond);
  if (compared.length === 1)
    return `Verdict: ${rate}${limitOf(best)}${potentialOf(best, snapshot)}.`;
  const head = `Verdict: the best of ${compared.length} segments was ${shapeOf(best)}: ${rate}${limitOf(best)}.`;
  return `${head}${otherMode(best, compared)}`;
}

function fastestOf(segments: readonly SegmentReport[]): SegmentReport | undefined {
  return segments.toSorted((one, other) => other.perSecond - one.perSecond)[0];
}

/**
 * Compares the modes at the same size and beat only. Otherwise the mode would be credited with the
 * effects of other differences.
 */
function otherMode(best: SegmentReport, segments: readonly SegmentReport[]): string {
  const twins = segments.filter(
    ({mode, periodMs, batchMessages, capacityMessages}) =>
      mode !== best.mode &&
      periodMs === best.periodMs &&
      batchMessages === best.batchMessages &&
      capacityMessages === best.capacityMessages,
  );
  const twin = fastestOf(twins);
  if (twin === undefined) return '';
  return ` With all else alike ${twin.mode} gave ${formatRateInline(twin.perSecond)}.`;
}

function shapeOf({mode, periodMs, batchMessages, capacityMessages}: SegmentReport): string {
  const size = `batch ${formatCount(batchMessages)} of ${formatCount(capacityMessages)}`;
  return `${mode} (${formatBeatRate(periodMs)}, ${size})`;
}

function limitOf({limit}: SegmentReport): string {
  const by: Partial<Record<Limit['by'], string>> = {
    heartbeat: ', which is what the heartbeat allowed',
    handover: ', limited by handing over from thread to thread',
    cores: ', limited by the cores there are',
  };
  if (limit.by === 'nothing' || limit.by === 'pause') return '';
  return by[limit.by] ?? `, limited by the ${limit.by}`;
}

/**
 * Estimates the throughput at a faster beat from the worker's load: the worker was idle for the
 * rest of the time.
 */
function potentialOf({limit, perSecond}: SegmentReport, {actors}: Snapshot): string {
  const busy = actors.find(({name}) => name === 'worker')?.busyRatio ?? 0;
  if (limit.by !== 'heartbeat' || busy <= 0) return '';
  return `; the worker was busy ${formatPercent(busy).trim()} of the time, so it could do up to ${formatRateInline(perSecond / busy)}`;
}
