/** Formats the conditions that actors wait for. */
import type {ActorReport, Snapshot} from '../engine/index.ts';

const texts: Readonly<Record<string, string>> = {
  schedule: 'its time',
  pause: 'the pause to end',
  outside: 'the outside',
};

/** Formats the condition that an actor waits for, such as `room in results` or `a beat`. */
export function formatWait(
  {channels, beat}: Pick<Snapshot, 'channels' | 'beat'>,
  actor: string,
  kind: string,
): string {
  const join = (names: readonly string[]) => names.join(' or ') || 'nothing';
  if (kind === 'input') {
    const inputs = channels.filter(({to}) => to === actor).map(({name}) => name);
    // The beats usually have a kind of wait of their own.
    const others = inputs.filter((name) => name !== beat?.channel);
    return join(others.length > 0 ? others : inputs);
  }
  if (kind === 'room') {
    return join(channels.filter(({from}) => from === actor).map(({name}) => `room in ${name}`));
  }
  return texts[kind] ?? `a ${kind}`;
}

/** Formats the condition in few characters: `room`, `a beat` or the names of channels. */
export function formatWaitShort(
  graph: Pick<Snapshot, 'channels' | 'beat'>,
  actor: string,
  kind: string,
): string {
  if (kind === 'room' || kind === 'pause') return kind;
  return kind === 'outside' ? 'outside' : formatWait(graph, actor, kind);
}

/** Returns the kinds of wait of the last second, the longest first. */
export function sortWaits({
  waitsNow,
}: Pick<ActorReport, 'waitsNow'>): ReadonlyArray<{kind: string; share: number}> {
  return Object.entries(waitsNow)
    .map(([kind, share]) => ({kind, share}))
    .toSorted((one, other) => other.share - one.share);
}

/** Returns the longest kind of wait of the last second, with its share of that second. */
export function findLongestWait({waitsNow}: ActorReport): {kind: string; share: number} {
  const waits = Object.entries(waitsNow).map(([kind, share]) => ({kind, share}));
  return waits.reduce((longest, wait) => (wait.share > longest.share ? wait : longest), {
    kind: 'input',
    share: 0,
  });
}
