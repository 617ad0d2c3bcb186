/** What limits or alarms a channel, and the words for it. */
import type {ChannelReport} from '../engine/index.ts';
import type {Piece} from '../format/grid.ts';
import type {Scene} from './scene.ts';

/** A channel with an alert whose usual fill is below this share has emptied. */
const nearlyFull = 0.75;

/** Whether an active alert names the channel. */
export function isAlarmed({alertKinds}: Scene, channel: string): boolean {
  return alertKinds.has(channel);
}

/** Whether the limit is the hand-over between the ends of the channel. */
export function isHandover(
  {figures: {limit}}: Scene,
  {from, to}: Pick<ChannelReport, 'from' | 'to'>,
): boolean {
  if (limit.kind !== 'handover') return false;
  const ends = [limit.from, limit.to];
  return ends.includes(from) && ends.includes(to);
}

/**
 * Returns the words for a hand-over that limits, or for an alert, in at most so many columns. An
 * alert stays for a moment after its channel has emptied: then it is past.
 */
export function channelNote(
  scene: Scene,
  report: ChannelReport,
  columns: number,
): Piece | undefined {
  const longestOf = (texts: readonly string[]) =>
    texts.find(({length}) => length <= columns) ?? (texts.at(-1) as string);
  if (isHandover(scene, report)) return [longestOf(['LIMIT handover', 'LIMIT']), 'limit', 'bold'];
  if (!isAlarmed(scene, report.name)) return undefined;
  if (report.fillNow < nearlyFull) return [longestOf(['was nearly full', 'was full']), 'dim'];
  return [longestOf(['NEARLY FULL', 'FULL']), 'alarm', 'bold'];
}
