/** The texts of the diagram: of actors and channels, from a Snapshot. Pure. */
import type {ActorReport, ChannelReport, Snapshot} from '../../../engine/index.ts';
import {formatBinary, formatMs, formatNs, formatShort} from '../../../format/number.ts';
import {formatWait} from '../../../format/wait.ts';

/** Width of a character of the monospaced font in the size of the diagram, in pixels. */
export const characterWidth = 7.85;

/** The kinds of waits in their order on a bar, with the sign that points at what is waited for. */
const signs: ReadonlyArray<readonly [kind: string, sign: string]> = [
  ['input', '‹'],
  ['beat', 'ˇ'],
  ['schedule', '·'],
  ['room', '›'],
  ['outside', '◦'],
  ['pause', '='],
];

/** A share of an actor's last second, spent waiting. */
export interface WaitShare {
  readonly kind: string;
  readonly sign: string;
  readonly share: number;
}

/** Waits that take less of the time are not shown. */
const shareMin = 0.005;

/** Returns the waits of an actor, in the order in which its bar shows them. */
export function listWaits({waitsNow}: ActorReport): readonly WaitShare[] {
  const known = signs.map(([kind]) => kind);
  const others = Object.keys(waitsNow).filter((kind) => !known.includes(kind));
  return [...signs, ...others.map((kind) => [kind, 'ˇ'] as const)]
    .map(([kind, sign]) => ({kind, sign, share: waitsNow[kind] ?? 0}))
    .filter(({share}) => share >= shareMin);
}

/** Formats the longest wait of an actor: its sign, what for, and its share. */
export function formatMainWait(
  snapshot: Snapshot,
  actor: ActorReport,
): {readonly sign: string; readonly what: string; readonly share: string} | undefined {
  const [main] = listWaits(actor).toSorted((one, other) => other.share - one.share);
  if (main === undefined) return undefined;
  const what = formatWait(snapshot, actor.name, main.kind);
  return {sign: main.sign, what, share: formatShare(main.share)};
}

/** Formats what an actor does: two texts, such as its batch and its time per message. */
export function formatWork(snapshot: Snapshot, actor: ActorReport): readonly [string, string] {
  const {beat, channels, throughput} = snapshot;
  const sender = channels.find(({name}) => name === beat?.channel)?.from;
  if (beat !== null && actor.name === sender) {
    const every = beat.periodMs === 0 ? 'free' : `every ${formatMs(beat.periodMs).trim()}`;
    const late = beat.latenessNow;
    return [every, late === null ? '' : `late ${formatMs(late.p50Ms).trim()}`];
  }
  const batch = actor.batchNow === null ? '' : `batch ${formatShort(actor.batchNow.p50).trim()}`;
  const {nowPerSecond} = throughput;
  if (nowPerSecond <= 0 || actor.busyNow <= 0) return [batch, ''];
  return [batch, `${formatNs((actor.busyNow / nowPerSecond) * 1e9)} each`];
}

/** Formats a share without a space: `47%`. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Formats a capacity: `1 Mi`. */
export function formatCapacity({capacityMessages}: ChannelReport): string {
  return formatBinary(capacityMessages);
}

/** Shortens a text to a number of characters. */
export function shorten(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, Math.max(0, characters - 1))}…`;
}
