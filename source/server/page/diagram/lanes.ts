/** What several lanes differ in. The diagram is drawn once, with means. Pure. */
import type {ActorReport, Snapshot} from '../../../engine/index.ts';

/**
 * Returns the share of the last second that an actor worked in each of several lanes; empty for an
 * actor that exists once.
 */
export function busyOfLanes({lanes}: Snapshot, {name}: ActorReport): readonly number[] {
  const found = lanes.flatMap(({actors}) => actors.filter(({definedName}) => definedName === name));
  const isShared = new Set(found.map((actor) => actor.name)).size < found.length;
  return isShared ? [] : found.map(({busyNow}) => busyNow);
}

/** Formats the least and the greatest of some shares: `5 to 40 %`; empty if they are the same. */
export function formatSpread(shares: readonly number[]): string {
  if (shares.length === 0) return '';
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map((share) =>
    Math.round(share * 100),
  );
  return least === most ? '' : `${least} to ${most} %`;
}
