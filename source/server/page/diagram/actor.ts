import type {ActorReport, Snapshot} from '../../../engine/index.ts';
import type {Scene} from '../base/svg.ts';
import type {Box} from './geometry.ts';
import {busyOfLanes, formatSpread} from './lanes.ts';
import {drawTag, tagSize} from './tag.ts';
import {
  characterWidth,
  formatMainWait,
  formatShare,
  formatWork,
  listWaits,
  shorten,
} from './texts.ts';

/** Space between the edge of a card and its texts. */
const padding = 12;
const barHeight = 18;

/**
 * Draws an actor: how busy it is, what it waits for, and what it does.
 * @param tagAt where the word stands if the actor limits the pipeline
 */
export function drawActor(
  scene: Scene,
  snapshot: Snapshot,
  actor: ActorReport,
  card: Box,
  tagAt: 'left' | 'right' | undefined,
): void {
  const key = `actors/${actor.name}`;
  const [left, right] = [card.x + padding, card.x + card.width - padding];
  scene.put(key, 'g', {class: tagAt === undefined ? 'node' : 'node limit'});
  scene.put(`${key}/title`, 'title', {}, actor.name);
  if (tagAt !== undefined) drawLimit(scene, key, card, tagAt);
  const busy = formatShare(actor.busyNow);
  scene.text(`${key}/busy`, right, card.y + 22, busy, 'figure busy', 'end');
  const room = Math.floor((right - left) / characterWidth) - busy.length - 1;
  const name = shorten(actor.name, room);
  scene.text(`${key}/name`, left, card.y + 22, name, 'name');
  const lanes = busyOfLanes(snapshot, actor);
  const word = listWords(actor, lanes).find(({length}) => name.length + length + 1 <= room) ?? '';
  const wordX = right - (busy.length + 1) * characterWidth;
  scene.text(`${key}/word`, wordX, card.y + 22, word, 'label', 'end');
  const bar = {x: left, y: card.y + 32, width: right - left, height: barHeight};
  drawBar(scene, key, actor, bar);
  for (const [index, share] of lanes.entries()) {
    const x = bar.x + Math.min(1, share) * bar.width;
    scene.rect(`${key}/lane-${index}`, Math.min(x, right - 2), bar.y, 2, barHeight, 'lane');
  }
  drawWait(scene, key, formatMainWait(snapshot, actor), left, right, card.y + 72);
  drawWork(scene, key, formatWork(snapshot, actor), left, right, card.y + 94);
}

/** Lists the words before the share of time that an actor works, the longest first. */
function listWords({restarts}: ActorReport, lanes: readonly number[]): readonly string[] {
  const again = restarts > 0 ? `↻${restarts} ` : '';
  const spread = formatSpread(lanes);
  const words = spread === '' ? [] : [`busy ${spread}, mean`, `${spread}, mean`];
  return [...words, 'busy', ''].map((word) => `${again}${word}`.trim());
}

/** Draws what an actor waits for most of the time, in the longest form that fits. */
function drawWait(
  scene: Scene,
  key: string,
  wait: ReturnType<typeof formatMainWait>,
  left: number,
  right: number,
  y: number,
): void {
  const {sign = '', what = '', share = ''} = wait ?? {};
  const room = Math.floor((right - left) / characterWidth) - share.length - 1;
  // The shortest form leaves out the channel: `room in values`.
  const short = what.split(' in ')[0] ?? '';
  const forms = [`${sign} waits for ${what}`, `${sign} ${what}`, `${sign} ${short}`];
  const text = forms.find(({length}) => length <= room) ?? shorten(`${sign} ${short}`, room);
  scene.text(`${key}/wait`, left, y, wait === undefined ? '' : text, 'label');
  scene.text(`${key}/share`, right, y, share, 'figure', 'end');
}

/** Draws what an actor does, in the longest form that fits. */
function drawWork(
  scene: Scene,
  key: string,
  [work, each]: readonly [string, string],
  left: number,
  right: number,
  y: number,
): void {
  const short = (text: string) => text.replace(/^(batch|every|late) | each$/g, '');
  const forms = [
    [work, each],
    [short(work), short(each)],
    [work, ''],
  ] as const;
  const room = (right - left) / characterWidth - 1;
  const [first, second] =
    forms.find(([one, other]) => one.length + other.length <= room) ?? forms[2];
  scene.text(`${key}/work`, left, y, first, 'label');
  scene.text(`${key}/each`, right, y, second, 'label', 'end');
}

/** Draws the time of an actor as a bar: its work, then its waits, each with its sign. */
function drawBar(scene: Scene, key: string, actor: ActorReport, {x, y, width, height}: Box): void {
  scene.rect(`${key}/trough`, x, y, width, height, 'trough');
  const busyWidth = Math.max(actor.busyNow > 0 ? 2 : 0, Math.min(1, actor.busyNow) * width);
  // The rest of the time belongs to the other actors of the thread.
  let start = x + busyWidth;
  for (const {kind, sign, share} of listWaits(actor)) {
    const end = Math.min(x + width, start + share * width);
    const count = Math.max(0, Math.floor((end - start - 2) / characterWidth));
    scene.text(`${key}/wait-${kind}`, start + 3, y + height - 5, sign.repeat(count), 'wait');
    start = end;
  }
  scene.rect(`${key}/bar`, x, y, busyWidth, height, 'bar');
}

/** Draws the heavy frame of what limits the pipeline, and the word on its lower edge. */
/** From the side of a card to the tag on its lower edge. */
const tagInset = 14;

function drawLimit(
  scene: Scene,
  key: string,
  {x, y, width, height}: Box,
  tagAt: 'left' | 'right',
): void {
  scene.put(`${key}/frame`, 'rect', {
    x,
    y: y - 1,
    width,
    height: height + 1,
    rx: 6,
    class: 'heavy',
  });
  const tagX = tagAt === 'left' ? x + tagInset : x + width - tagInset - tagSize.width;
  drawTag(scene, key, tagX, y + height - tagSize.height / 2);
}
