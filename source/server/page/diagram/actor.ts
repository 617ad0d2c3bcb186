import type {ActorReport, Snapshot} from '../../../engine/index.ts';
import type {Scene} from '../base/svg.ts';
import type {Box} from './geometry.ts';
import {characterWidth, formatMainWait, formatShare, formatWork, listWaits} from './texts.ts';

/** Space between the edge of a card and its texts. */
const padding = 12;
const barHeight = 18;
/** Narrower cards omit words. */
const wideMin = 176;

/** Draws an actor: how busy it is, what it waits for, and what it does. */
export function drawActor(
  scene: Scene,
  snapshot: Snapshot,
  actor: ActorReport,
  card: Box,
  isLimit: boolean,
): void {
  const key = `actors/${actor.name}`;
  const [left, right] = [card.x + padding, card.x + card.width - padding];
  const isWide = card.width >= wideMin;
  scene.put(key, 'g', {class: isLimit ? 'node limit' : 'node'});
  scene.put(`${key}/title`, 'title', {}, actor.name);
  if (isLimit) drawLimit(scene, key, card);
  scene.text(`${key}/name`, left, card.y + 22, shorten(actor.name, isWide ? 14 : 10), 'name');
  const busy = formatShare(actor.busyNow);
  scene.text(`${key}/busy`, right, card.y + 22, busy, 'figure busy', 'end');
  const restarts = actor.restarts > 0 ? `↻${actor.restarts} ` : '';
  const busyWord = `${restarts}${isWide ? 'busy' : ''}`.trim();
  const busyX = right - (busy.length + 1) * characterWidth;
  scene.text(`${key}/word`, busyX, card.y + 22, busyWord, 'label', 'end');
  drawBar(scene, key, actor, {x: left, y: card.y + 32, width: right - left, height: barHeight});
  const wait = formatMainWait(snapshot, actor);
  const room = Math.floor((right - left) / characterWidth) - (wait?.share.length ?? 0) - 1;
  const texts =
    wait === undefined
      ? ['']
      : [`${wait.sign} waits for ${wait.what}`, `${wait.sign} ${wait.what}`];
  const waitText = texts.find(({length}) => length <= room) ?? shorten(texts.at(-1) ?? '', room);
  scene.text(`${key}/wait`, left, card.y + 72, waitText, 'label');
  scene.text(`${key}/share`, right, card.y + 72, wait?.share ?? '', 'figure', 'end');
  drawWork(scene, key, formatWork(snapshot, actor), left, right, card.y + 94);
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
function drawLimit(scene: Scene, key: string, {x, y, width, height}: Box): void {
  scene.put(`${key}/frame`, 'rect', {
    x,
    y: y - 1,
    width,
    height: height + 1,
    rx: 6,
    class: 'heavy',
  });
  scene.rect(`${key}/tag`, x + 14, y + height - 9, 58, 18, 'tag');
  scene.text(`${key}/tag-text`, x + 43, y + height + 4.5, 'LIMIT', 'tag-text', 'middle');
}

/** Shortens a text to a number of characters. */
function shorten(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, Math.max(0, characters - 1))}…`;
}
