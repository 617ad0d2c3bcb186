import {
  formatSetting,
  formatThreads,
  isSameSettings,
  type Limit,
  type SegmentReport,
  type Snapshot,
} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from '../format/number.ts';

/** A shorter segment is not a reliable measurement of its settings. */
const shortestSeconds = 1;

/** Formats the verdict: the result of a run in one or two sentences, with a full stop. Pure. */
export function formatVerdict(snapshot: Snapshot): string {
  const {stop, segments} = snapshot;
  if (stop?.clean !== true || !stop.verified) {
    return 'Verdict: none, since the run did not end as it should.';
  }
  const long = segments.filter(({seconds}) => seconds >= shortestSeconds);
  const compared = long.length > 0 ? long : segments;
  const best = selectFastest(compared);
  if (best === undefined) return 'Verdict: none, since no segments were recorded.';
  if (best.messages === 0) return 'Verdict: none, since nothing was counted.';
  const rate = `${formatRateInline(best.perSecond)}${formatLimit(best.limit)}`;
  if (compared.length === 1) return `Verdict: ${rate}${formatPotential(best, snapshot)}.`;
  const settings = formatBestSettings(best, snapshot);
  const head = `Verdict: the best of ${compared.length} segments was ${settings}: ${rate}.`;
  return `${head}${formatOtherChoice(best, compared, snapshot)}`;
}

function selectFastest(segments: readonly SegmentReport[]): SegmentReport | undefined {
  return segments.toSorted((one, other) => other.perSecond - one.perSecond)[0];
}

/**
 * Compares the words of a choice where all other settings are the same. Otherwise the choice would
 * be credited with the effects of other differences.
 */
function formatOtherChoice(
  {settings}: SegmentReport,
  segments: readonly SegmentReport[],
  {pipeline}: Snapshot,
): string {
  for (const {name} of pipeline.settings.filter(({choices}) => choices !== null)) {
    const counterpart = selectFastest(
      segments.filter(
        (other) =>
          other.settings[name] !== settings[name] &&
          isSameSettings({...other.settings, [name]: settings[name] ?? ''}, settings),
      ),
    );
    if (counterpart !== undefined) {
      return ` With all else alike ${counterpart.settings[name]} gave ${formatRateInline(counterpart.perSecond)}.`;
    }
  }
  return '';
}

/** Formats settings, such as `zero-copy (500 beats/s, batch 64 of 1,024)`. */
function formatBestSettings({settings}: SegmentReport, {pipeline}: Snapshot): string {
  const format = (isChoice: boolean) =>
    pipeline.settings
      .filter(({choices}) => (choices !== null) === isChoice)
      .map((setting) => formatSetting(setting, settings[setting.name] ?? ''));
  const size = `batch ${formatCount(settings.batchMessages)} of ${formatCount(settings.capacityMessages)}`;
  const choices = format(true).join(', ');
  const numbers = [...format(false), size, formatThreads(settings.threads)].join(', ');
  return choices === '' ? numbers : `${choices} (${numbers})`;
}

function formatLimit(limit: Limit): string {
  switch (limit.kind) {
    case 'nothing':
    case 'pause':
      return '';
    case 'beat':
      return `, which is what the ${limit.by} allowed`;
    case 'handover':
      return ', limited by handing over from thread to thread';
    case 'cores':
      return ', limited by the cores there are';
    case 'apart':
      return ', limited by cores that were apart';
    case 'quota':
      return ", limited by the container's quota";
    case 'actor':
      return `, limited by the ${limit.by}`;
  }
}

/**
 * Estimates the throughput at a faster beat from the load of the actor that receives the beats: it
 * was idle for the rest of the time.
 */
function formatPotential({limit, perSecond}: SegmentReport, snapshot: Snapshot): string {
  const {beat, channels, actors} = snapshot;
  const receiver = channels.find(({name}) => name === beat?.channel)?.to;
  const busy = actors.find(({name}) => name === receiver)?.busyRatio ?? 0;
  if (limit.kind !== 'beat' || busy <= 0) return '';
  return `; the ${receiver} was busy ${formatPercent(busy).trim()} of the time, so it could do up to ${formatRateInline(perSecond / busy)}`;
}
