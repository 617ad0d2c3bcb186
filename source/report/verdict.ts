import {
  formatLanes,
  formatSetting,
  formatThreads,
  isSameSettings,
  type Limit,
  type SegmentReport,
  type Snapshot,
} from '../engine/index.ts';
import {formatBinary, formatPercent, formatRateInline} from '../format/number.ts';
import {cpuNsEach} from '../format/segment.ts';

/** A shorter segment is not a reliable measurement of its settings. */
const shortestSeconds = 1;

/** Formats the verdict: the result of a run in a few sentences, with a full stop. Pure. */
export function formatVerdict(snapshot: Snapshot): string {
  const {stop} = snapshot;
  if (stop?.clean !== true || !stop.verified) {
    return 'Verdict: none, since the run did not end as it should.';
  }
  const compared = comparable(snapshot);
  const best = selectFastest(compared);
  if (best === undefined) return 'Verdict: none, since no segments were recorded.';
  if (best.messages === 0) return 'Verdict: none, since nothing was counted.';
  const rate = `${formatRateInline(best.perSecond)}${formatLimit(best.limit)}`;
  if (compared.length === 1) {
    return `Verdict: ${rate}${formatPotential(best, snapshot)}.${formatHint(snapshot)}`;
  }
  const settings = formatBestSettings(best, snapshot);
  const head = `Verdict: the best of ${compared.length} was ${settings}: ${rate}.`;
  return `${head}${formatTwin(best, compared, snapshot)}`;
}

/** Returns the segments that are long enough to be compared; all of them if none is. */
export function comparable({segments}: Snapshot): readonly SegmentReport[] {
  const long = segments.filter(({seconds}) => seconds >= shortestSeconds);
  return long.length > 0 ? long : segments;
}

/** Returns the segment with the highest throughput. */
export function selectFastest(segments: readonly SegmentReport[]): SegmentReport | undefined {
  return segments.toSorted((one, other) => other.perSecond - one.perSecond)[0];
}

/** A segment that differs from another in one choice only. */
export interface Twin {
  readonly segment: SegmentReport;
  /** The value of the choice in the twin, and in the segment itself. */
  readonly choice: string;
  readonly own: string;
}

/**
 * Returns the fastest segment with another choice where all other settings are the same. Otherwise
 * the choice would be credited with the effects of other differences.
 */
export function findTwin(
  {settings}: SegmentReport,
  segments: readonly SegmentReport[],
  {pipeline}: Pick<Snapshot, 'pipeline'>,
): Twin | undefined {
  for (const {name} of pipeline.settings.filter(({choices}) => choices !== null)) {
    const own = settings[name] ?? '';
    const segment = selectFastest(
      segments.filter(
        (other) =>
          other.settings[name] !== own &&
          isSameSettings({...other.settings, [name]: own}, settings),
      ),
    );
    if (segment !== undefined) {
      return {segment, choice: String(segment.settings[name]), own: String(own)};
    }
  }
  return undefined;
}

/** Rates that differ by less than this share are the same. */
const sameShare = 0.02;

/** Compares the best segment with its twin: rates, and processor time per message. */
function formatTwin(
  best: SegmentReport,
  segments: readonly SegmentReport[],
  snapshot: Snapshot,
): string {
  const twin = findTwin(best, segments, snapshot);
  if (twin === undefined) return formatHint(snapshot);
  const {segment, choice, own} = twin;
  const [ours, theirs] = [best, segment].map(cpuNsEach);
  const isSame = Math.abs(segment.perSecond / best.perSecond - 1) < sameShare;
  if (isSame && best.limit.kind === 'beat') {
    const rate = formatRateInline(best.perSecond);
    const allowed = `which is what the ${best.limit.by} allowed`;
    const both = ` With all else alike both gave ${rate}, ${allowed}`;
    if (ours == null || theirs == null) return `${both}.`;
    const [less, more] = ours < theirs ? [ours, theirs] : [theirs, ours];
    const winner = ours < theirs ? own : choice;
    return `${both}; ${winner} took ${formatTimes(less, more)}.`;
  }
  const isTimed = ours != null && theirs != null;
  const times = isTimed ? `, and took ${formatTimes(theirs, ours)}` : '';
  return ` With all else alike ${choice} gave ${formatRateInline(segment.perSecond)}${times}.`;
}

function formatTimes(ns: number, otherNs: number): string {
  return `${ns.toFixed(2)} ns of processor time a message in place of ${otherNs.toFixed(2)}`;
}

/** Says how to compare the modes, if the run did not. */
function formatHint({pipeline}: Snapshot): string {
  const hasModes = pipeline.settings.some(({choices}) => choices?.includes('zero-copy'));
  return hasModes ? ' Press z in a run to compare the modes.' : '';
}

/** Formats settings, such as `zero-copy (500 beats/s, batch 64 of 1,024)`. */
function formatBestSettings({settings}: SegmentReport, {pipeline, segments}: Snapshot): string {
  const format = (isChoice: boolean) =>
    pipeline.settings
      .filter(({choices}) => (choices !== null) === isChoice)
      .map((setting) => formatSetting(setting, settings[setting.name] ?? ''));
  const [batch, capacity] = [settings.batchMessages, settings.capacityMessages].map(formatBinary);
  const size = `batch ${batch} of ${capacity}`;
  const choices = format(true).join(', ');
  const {threads, lanes} = settings;
  // How the actors share threads matters where it was tried.
  const isTried = segments.some(
    (other) => other.settings.threads !== threads || other.settings.lanes !== lanes,
  );
  const parallel = isTried ? [formatThreads(threads)] : [];
  if (lanes > 1) parallel.unshift(formatLanes(lanes));
  const numbers = [...format(false), size, ...parallel].join(', ');
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
  const most = formatRateInline(perSecond / busy);
  const wasBusy = `the ${receiver} was busy ${formatPercent(busy).trim()} of the time`;
  return `; ${wasBusy}, so it could do up to ${most}`;
}
