/** The verdict: what a run has shown, in a sentence. */
import {formatBeatRate, type Limit, type SegmentReport, type Snapshot} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from '../format/number.ts';

/** A shorter segment says little of its shape. */
const shortestSeconds = 1;

/** One sentence with its full stop; pure. */
export function verdict(snapshot: Snapshot): string {
  const {stop, segments} = snapshot;
  if (stop?.clean !== true || !stop.verified)
    return 'Verdict: none, since the run did not end as it should.';
  const long = segments.filter(({seconds}) => seconds >= shortestSeconds);
  const best = extremeOf(long.length > 0 ? long : segments, (one, other) => one > other);
  if (best === undefined || best.messages === 0) return 'Verdict: none, since nothing was counted.';
  const rate = formatRateInline(best.perSecond);
  if (long.length < 2) return `Verdict: ${rate}${limitOf(best)}${potentialOf(best, snapshot)}.`;
  const least = extremeOf(long, (one, other) => one < other) ?? best;
  const factor = (best.perSecond / least.perSecond).toPrecision(2);
  const compared = Number.isFinite(Number(factor)) ? `, ${factor} times ${shapeOf(least)}` : '';
  return `Verdict: of ${long.length} segments the best was ${shapeOf(best)}: ${rate}${compared}${limitOf(best)}.`;
}

function extremeOf(
  segments: readonly SegmentReport[],
  isMore: (one: number, other: number) => boolean,
): SegmentReport | undefined {
  return segments.reduce<SegmentReport | undefined>(
    (most, next) => (most === undefined || isMore(next.perSecond, most.perSecond) ? next : most),
    undefined,
  );
}

function shapeOf({mode, periodMs, batchMessages, capacityMessages}: SegmentReport): string {
  const size = `batch ${formatCount(batchMessages)} of ${formatCount(capacityMessages)}`;
  return `${mode} (${formatBeatRate(periodMs)}, ${size})`;
}

function limitOf({limit}: SegmentReport): string {
  const by: Partial<Record<Limit['by'], string>> = {
    heartbeat: ', which is what the heartbeat allowed',
    handover: ', limited by handing over',
    cores: ', limited by the cores there are',
  };
  if (limit.by === 'nothing' || limit.by === 'pause') return '';
  return by[limit.by] ?? `, limited by the ${limit.by}`;
}

/** What more beats would give, as far as the worker goes: it was idle for the rest of the time. */
function potentialOf({limit, perSecond}: SegmentReport, {actors}: Snapshot): string {
  const busy = actors.find(({name}) => name === 'worker')?.busyRatio ?? 0;
  if (limit.by !== 'heartbeat' || busy <= 0) return '';
  return `; the worker was busy ${formatPercent(busy).trim()} of the time, so it could do up to ${formatRateInline(perSecond / busy)}`;
}
