import type {ActorReport, Snapshot} from '../../../engine/index.ts';
import {describeEdge} from '../../../format/edge.ts';
import {getElement} from '../base/elements.ts';
import type {RunHistory} from '../base/run-history.ts';
import {Scene} from '../base/svg.ts';
import {drawActor} from './actor.ts';
import {readChannel} from './channel.ts';
import {drawPeer, readEdge} from './edge.ts';
import {type Box, frameTop, type Geometry, placeInPixels} from './geometry.ts';
import {edgeKey, peerKey, placeGraph} from './graph.ts';
import {busyOfLanes} from './lanes.ts';
import {drawPipe, type Pipe} from './pipe.ts';
import {characterWidth, formatShare} from './texts.ts';

/** The groups of the picture, from back to front. */
const layers = ['threads', 'channels', 'edges', 'peers', 'actors'];

/**
 * The pipeline as a picture that is alive: threads, actors with their time, channels with what
 * waits in them, and what limits the pipeline. Drawn from the parts that a Snapshot names.
 */
export class Diagram {
  readonly #svg = getElement('diagram', SVGSVGElement);
  readonly #scene = new Scene(this.#svg);
  #key = '';
  #geometry: Geometry | undefined;

  /** Draws a Snapshot in the width that the picture has on the page. */
  draw(snapshot: Snapshot, history: RunHistory): void {
    const geometry = this.#place(snapshot);
    if (geometry === undefined) return;
    const limitBy = snapshot.limit.by;
    // From top to bottom, a pipe leaves the card on the left.
    const tagSide = geometry.isVertical ? 'right' : 'left';
    this.#scene.draw(() => {
      const scene = this.#scene;
      for (const key of layers) scene.put(key, 'g', {});
      drawThreads(scene, snapshot, geometry);
      const draw = (pipe: Pipe, key: string) => {
        const place = geometry.channels.get(key);
        if (place !== undefined) drawPipe(scene, pipe, place, geometry.isVertical);
      };
      for (const channel of snapshot.channels) {
        draw(readChannel(snapshot, channel, history), channel.name);
      }
      for (const edge of snapshot.edges) {
        draw(readEdge(edge, history), edgeKey(edge));
        const box = geometry.cards.get(peerKey(edge));
        if (box !== undefined) drawPeer(scene, edge, box);
      }
      for (const actor of snapshot.actors) {
        const card = geometry.cards.get(actor.name);
        const tagAt = actor.name === limitBy ? tagSide : undefined;
        if (card !== undefined) drawActor(scene, snapshot, actor, card, tagAt);
      }
    });
    const description = describe(snapshot);
    if (this.#svg.getAttribute('aria-label') !== description) {
      this.#svg.setAttribute('aria-label', description);
    }
  }

  /** Returns the places, which change with the width of the page and with the pipeline only. */
  #place(snapshot: Snapshot): Geometry | undefined {
    const {clientWidth: width} = this.#svg.parentElement as HTMLElement;
    if (width === 0) return undefined;
    const {actors, channels, edges, pipeline} = snapshot;
    const links = channels.map(({name, from, to}) => `${name}:${from}>${to}`);
    const ways = edges.map(({name, actor, direction, peer}) => [name, actor, direction, peer]);
    const names = actors.map(({name}) => name);
    const key = JSON.stringify([width, pipeline.throughput, names, links, ways]);
    if (key === this.#key) return this.#geometry;
    this.#key = key;
    this.#geometry = placeInPixels(placeGraph(snapshot), width);
    this.#scene.clear();
    const {height} = this.#geometry;
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#svg.setAttribute('width', String(width));
    this.#svg.setAttribute('height', String(height));
    return this.#geometry;
  }
}

/** Draws the threads: a frame around the actors of each, where no other actor is in between. */
function drawThreads(scene: Scene, snapshot: Snapshot, {cards, isVertical}: Geometry): void {
  const {actors, rolling, limit, lanes} = snapshot;
  // From top to bottom, a channel meets the frame on the left.
  const indent = isVertical ? 44 : 12;
  const isScarce = limit.kind === 'cores' || limit.kind === 'quota';
  const coresOf = (names: readonly string[]) =>
    rolling.actors
      .filter(({name}) => names.includes(name))
      .reduce((sum, {cpuCores}) => sum + cpuCores, 0);
  for (const [thread, members] of groupByThread(actors)) {
    const names = members.map(({name}) => name);
    const area = enclose(names.flatMap((name) => cards.get(name) ?? []));
    // In several lanes, each has such a thread.
    const isShared = members.every((actor) => busyOfLanes(snapshot, actor).length === 0);
    const isAlone = ![...cards].some(([name, card]) => !names.includes(name) && meets(card, area));
    const frames = isAlone ? [names] : names.map((name) => [name]);
    frames.forEach((inside, index) => {
      const box = enclose(inside.flatMap((name) => cards.get(name) ?? []));
      const key = `threads/${thread}-${index}`;
      scene.put(key, 'g', {class: isScarce ? 'thread scarce' : 'thread'});
      const top = box.y - frameTop;
      scene.put(`${key}/frame`, 'rect', {
        x: box.x,
        y: top,
        width: box.width,
        height: box.height + frameTop,
        rx: 6,
        class: 'frame',
      });
      const times = isShared ? '' : ` ×${lanes.length}`;
      const whole = `thread ${thread}${times}${isAlone || names.length === 1 ? '' : ', shared'}`;
      const fits = box.width - indent > (whole.length + 1) * characterWidth;
      const title = fits ? whole : `thread ${thread}${times}`;
      drawFrameText(scene, `${key}/title`, box.x + indent, top, title);
      const cores = `${coresOf(names).toFixed(2)} core`;
      const hasRoom = box.width - indent > (title.length + cores.length + 5) * characterWidth;
      if (index > 0 || !hasRoom) return;
      const coresX = box.x + box.width - 12 - cores.length * characterWidth;
      drawFrameText(scene, `${key}/cores`, coresX, top, cores);
    });
  }
}

/** Draws a text on the upper edge of a frame, which has a gap there. */
function drawFrameText(scene: Scene, key: string, x: number, y: number, text: string): void {
  scene.rect(`${key}-gap`, x - 5, y - 8, text.length * characterWidth + 10, 16, 'gap');
  scene.text(key, x, y + 4, text, 'title');
}

function groupByThread(actors: readonly ActorReport[]): Map<number, ActorReport[]> {
  const threads = new Map<number, ActorReport[]>();
  for (const actor of actors) {
    threads.set(actor.thread, [...(threads.get(actor.thread) ?? []), actor]);
  }
  return threads;
}

function enclose(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return {x, y, width: right - x, height: bottom - y};
}

function meets(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Describes the picture in words, for screen readers. The tables have the rest. */
function describe({actors, channels, edges, limit}: Snapshot): string {
  const parts = [
    ...actors.map(
      ({name, thread, busyNow}) => `${name}: thread ${thread}, busy ${formatShare(busyNow)}`,
    ),
    ...channels.map(({name, from, to, fillNow}) => {
      return `${from} to ${to}: ${name}, filled ${formatShare(fillNow)}`;
    }),
    ...edges.map(describeEdge),
  ];
  return `The pipeline. ${parts.join('. ')}. Limit: ${limit.by}.`;
}
