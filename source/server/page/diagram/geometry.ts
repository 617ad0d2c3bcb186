/**
 * The places of a pipeline's diagram in pixels. Pure.
 *
 * The flow goes from left to right where the layers fit, else from top to bottom. Along the flow,
 * layers alternate with gaps, in which the pipes of channels are. From top to bottom, a card is as
 * wide as the rows that are free beside it, so that channels meet it straight.
 */
import type {PlacedActor, PlacedChannel, PlacedGraph} from './graph.ts';
import {characterWidth} from './texts.ts';

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The way of a channel: a line from the sender to the receiver, and the pipe on it. */
export interface ChannelPlace {
  readonly line: ReadonlyArray<readonly [x: number, y: number]>;
  readonly pipe: Box;
  /** The width beside the pipe that belongs to it. */
  readonly room: number;
}

/** The places of all parts. */
export interface Geometry {
  readonly isVertical: boolean;
  readonly width: number;
  readonly height: number;
  /** Actors and peers, by their keys. */
  readonly cards: ReadonlyMap<string, Box>;
  readonly channels: ReadonlyMap<string, ChannelPlace>;
}

/** Space between the frame of a thread and its first actor. */
export const frameTop = 10;
const cardHeight = 112;
const rowGap = 34;
const cardMin = 168;
const cardMax = 420;
const gapMin = 118;
const gapMax = 430;
const pipeHeight = 36;
/** From the top of a card to the line of its pipe. */
const pipeTop = 46;
const verticalGap = 104;
const columnGap = 14;
/** From top to bottom, a column that is narrower cannot show an actor. */
const columnMin = 118;
const pipeWidth = 26;
/** From the left of a card to the line of a pipe below it. */
const inset = 24;
/** Space between the frame of a peer and its word. */
const peerPadding = 10;
/** Space for the thread's title above the first card, and for the mark of the limit below. */
const margin = {top: 24, side: 2, bottom: 16};

/** Places a graph in a picture of `width` pixels. */
export function placeInPixels(graph: PlacedGraph, width: number): Geometry {
  const {cardLayers, peerWidth, gaps} = measure(graph);
  const needed = cardLayers * cardMin + peerWidth + gaps * gapMin;
  if (needed <= width - 2 * margin.side) return placeAcross(graph, width);
  const columns = Math.floor((width + columnGap) / (columnMin + columnGap));
  return graph.rows <= columns ? placeDown(graph, width) : placeList(graph, width);
}

/** Returns the number of layers with actors, and the width of the layers that have only peers. */
function measure({layers, actors}: PlacedGraph) {
  const peerWidths = Array.from({length: layers}, (_, layer) => {
    const members = actors.filter((actor) => actor.layer === layer);
    const isPeers = members.every(({peer}) => peer !== undefined);
    return isPeers ? Math.max(0, ...members.map(widthOfPeer)) : undefined;
  });
  const peerWidth = peerWidths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const cardLayers = peerWidths.filter((width) => width === undefined).length;
  return {peerWidths, peerWidth, cardLayers, gaps: layers - 1};
}

function widthOfPeer({peer = ''}: PlacedActor): number {
  return Math.min(cardMin, Math.ceil(peer.length * characterWidth) + 2 * peerPadding);
}

function placeAcross(graph: PlacedGraph, width: number): Geometry {
  const {rows, actors, channels} = graph;
  const {cardLayers, peerWidths, peerWidth, gaps} = measure(graph);
  const room = width - 2 * margin.side - peerWidth;
  // Cards and gaps share the width. What their greatest sizes leave over stays at the sides.
  const card = Math.min(cardMax, Math.max(cardMin, (room / (cardLayers + 0.85 * gaps)) | 0));
  const gap = gaps === 0 ? 0 : Math.min(gapMax, (room - cardLayers * card) / gaps);
  const widths = peerWidths.map((peer) => peer ?? card);
  const used = widths.reduce((sum, each) => sum + each, gaps * gap);
  const xOf = (layer: number) =>
    widths.slice(0, layer).reduce((x, each) => x + each + gap, (width - used) / 2);
  const yOf = (row: number) => margin.top + row * (cardHeight + rowGap);
  const cards = new Map(
    actors.map((actor): [string, Box] => {
      const {name, layer, row, peer} = actor;
      const [x, y] = [xOf(layer), yOf(row)];
      if (peer === undefined) return [name, {x, y, width: card, height: cardHeight}];
      const top = y + pipeTop - pipeHeight / 2;
      return [name, {x, y: top, width: widthOfPeer(actor), height: pipeHeight}];
    }),
  );
  const ports = new Ports();
  const places = channels.map((channel): [string, ChannelPlace] => {
    const {name, from, to, row} = channel;
    const [source, target] = [cards.get(from.name) as Box, cards.get(to.name) as Box];
    const y = yOf(row) + pipeTop;
    const pipe = {
      x: xOf(channel.gap) + (widths[channel.gap] ?? card),
      y: y - pipeHeight / 2,
      width: gap,
      height: pipeHeight,
    };
    const start: [number, number][] =
      row === from.row
        ? [[source.x + source.width, y]]
        : leaveAcross(source, y, ports.next(`${from.name} below`));
    const end: [number, number][] =
      row === to.row
        ? [[target.x, y]]
        : (leaveAcross(target, y, ports.next(`${to.name} below`)).reverse() as [number, number][]);
    return [name, {line: [...start, ...end], pipe, room: gap}];
  });
  const height = yOf(rows - 1) + cardHeight + margin.bottom;
  return {isVertical: false, width, height, cards, channels: new Map(places)};
}

/** The line from the lower edge of a card to the height of a row below it. */
function leaveAcross(card: Box, y: number, port: number): [number, number][] {
  const x = card.x + card.width / 2 + port * 14;
  return [
    [x, card.y + card.height],
    [x, y],
  ];
}

function placeDown(graph: PlacedGraph, width: number): Geometry {
  const {rows, actors, channels} = graph;
  const heights = measure(graph).peerWidths.map((peer) => heightOf(peer !== undefined));
  const column = (width - 2 * margin.side - (rows - 1) * columnGap) / rows;
  const xOf = (row: number) => margin.side + row * (column + columnGap);
  const yOf = (layer: number) =>
    heights.slice(0, layer).reduce((y, each) => y + each + verticalGap, margin.top);
  const endOf = ({layer, row}: PlacedActor) => {
    const next = actors.filter((other) => other.layer === layer && other.row > row);
    return Math.min(rows, ...next.map((other) => other.row)) - 1;
  };
  const cards = new Map(
    actors.map((actor): [string, Box] => {
      const {name, layer, row, peer} = actor;
      const span = endOf(actor) - row;
      const cardWidth =
        peer === undefined ? column + span * (column + columnGap) : widthOfPeer(actor);
      const height = heightOf(peer !== undefined);
      return [name, {x: xOf(row), y: yOf(layer), width: cardWidth, height}];
    }),
  );
  const places = channels.map((channel): [string, ChannelPlace] => {
    const {name, from, to, row, gap} = channel;
    const [source, target] = [cards.get(from.name) as Box, cards.get(to.name) as Box];
    const x = xOf(row) + inset;
    const top = yOf(gap) + (heights[gap] ?? cardHeight);
    const pipe = {x: x - pipeWidth / 2, y: top, width: pipeWidth, height: verticalGap};
    const line: [number, number][] = [
      ...meetDown(source, source.y + source.height, x),
      ...meetDown(target, target.y - (to.peer === undefined ? frameTop : 0), x).reverse(),
    ];
    const others = channels.filter((other) => other.row > row && passes(other, gap));
    const next = others.map((other) => xOf(other.row) + inset - pipeWidth / 2);
    const room = Math.min(width, ...next) - pipe.x - pipeWidth;
    return [name, {line, pipe, room}];
  });
  const height = yOf(heights.length - 1) + (heights.at(-1) ?? cardHeight) + margin.bottom;
  return {isVertical: true, width, height, cards, channels: new Map(places)};
}

function heightOf(isPeer: boolean): number {
  return isPeer ? pipeHeight : cardHeight;
}

/** A list of the actors along the flow. The pipes of an actor's inputs are above it. */
function placeList({actors, channels}: PlacedGraph, width: number): Geometry {
  const order = actors.toSorted((one, other) => one.layer - other.layer || one.row - other.row);
  const cards = new Map<string, Box>();
  const places = new Map<string, ChannelPlace>();
  let y = margin.top;
  for (const actor of order) {
    const {name, peer} = actor;
    for (const input of channels.filter(({to}) => to.name === name)) {
      const x = margin.side + inset;
      const pipe = {x: x - pipeWidth / 2, y, width: pipeWidth, height: verticalGap};
      const line = [
        [x, y],
        [x, y + verticalGap],
      ] as const;
      places.set(input.name, {line, pipe, room: width - pipe.x - pipeWidth});
      y += verticalGap;
    }
    const cardWidth = peer === undefined ? width - 2 * margin.side : widthOfPeer(actor);
    const height = heightOf(peer !== undefined);
    cards.set(name, {x: margin.side, y, width: cardWidth, height});
    y += height + margin.top;
  }
  return {isVertical: true, width, height: y, cards, channels: places};
}

/** Whether a channel runs in the gap after a layer. */
function passes({from, to, gap}: PlacedChannel, at: number): boolean {
  return at >= Math.min(from.layer, to.layer) && at <= gap;
}

/** The points at which a vertical line at `x` meets a card, at its edge or at its side. */
function meetDown({x: left, y, width, height}: Box, edge: number, x: number): [number, number][] {
  if (x >= left && x <= left + width) return [[x, edge]];
  const side = x > left ? left + width : left;
  const middle = y + height / 2;
  return [
    [side, middle],
    [x, middle],
  ];
}

/** Numbers the lines at one edge: 0, 1, -1, 2, -2 … */
class Ports {
  readonly #counts = new Map<string, number>();

  next(edge: string): number {
    const count = this.#counts.get(edge) ?? 0;
    this.#counts.set(edge, count + 1);
    return count % 2 === 1 ? (count + 1) / 2 : -count / 2;
  }
}
