/**
 * The places of a pipeline's diagram in pixels. Pure.
 *
 * The flow goes from left to right where the layers fit, else from top to bottom. Along the flow,
 * layers alternate with gaps, in which the pipes of channels are. From top to bottom, a card is as
 * wide as the rows that are free beside it, so that channels meet it straight.
 */
import type {PlacedActor, PlacedChannel, PlacedGraph} from './graph.ts';

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
}

/** The places of all parts. */
export interface Geometry {
  readonly isVertical: boolean;
  readonly width: number;
  readonly height: number;
  readonly cards: ReadonlyMap<string, Box>;
  readonly channels: ReadonlyMap<string, ChannelPlace>;
}

/** Space between the frame of a thread and its first actor. */
export const frameTop = 10;
const cardHeight = 112;
const rowGap = 34;
const cardMin = 176;
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
/** Space for the thread's title above the first card, and for the mark of the limit below. */
const margin = {top: 24, side: 2, bottom: 16};

/** Places a graph in a picture of `width` pixels. */
export function placeInPixels(graph: PlacedGraph, width: number): Geometry {
  const {layers} = graph;
  const needed = layers * cardMin + (layers - 1) * gapMin;
  if (needed <= width - 2 * margin.side) return placeAcross(graph, width);
  const columns = Math.floor((width + columnGap) / (columnMin + columnGap));
  return graph.rows <= columns ? placeDown(graph, width) : placeList(graph, width);
}

function placeAcross({layers, rows, actors, channels}: PlacedGraph, width: number): Geometry {
  const gaps = layers - 1;
  const room = width - 2 * margin.side;
  // Cards and gaps share the width. What their greatest sizes leave over stays at the sides.
  const card = Math.min(cardMax, Math.max(cardMin, (room / (layers + 0.85 * gaps)) | 0));
  const gap = gaps === 0 ? 0 : Math.min(gapMax, (room - layers * card) / gaps);
  const left = (width - layers * card - gaps * gap) / 2;
  const xOf = (layer: number) => left + layer * (card + gap);
  const yOf = (row: number) => margin.top + row * (cardHeight + rowGap);
  const cards = new Map(
    actors.map(({name, layer, row}) => [
      name,
      {x: xOf(layer), y: yOf(row), width: card, height: cardHeight},
    ]),
  );
  const ports = new Ports();
  const places = channels.map((channel): [string, ChannelPlace] => {
    const {name, from, to, row} = channel;
    const [source, target] = [cards.get(from.name) as Box, cards.get(to.name) as Box];
    const y = yOf(row) + pipeTop;
    const pipe = {
      x: xOf(channel.gap) + card,
      y: y - pipeHeight / 2,
      width: gap,
      height: pipeHeight,
    };
    const start: [number, number][] =
      row === from.row
        ? [[source.x + card, y]]
        : leaveAcross(source, y, ports.next(`${from.name} below`));
    const end: [number, number][] =
      row === to.row
        ? [[target.x, y]]
        : (leaveAcross(target, y, ports.next(`${to.name} below`)).reverse() as [number, number][]);
    return [name, {line: [...start, ...end], pipe}];
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

function placeDown({layers, rows, actors, channels}: PlacedGraph, width: number): Geometry {
  const column = (width - 2 * margin.side - (rows - 1) * columnGap) / rows;
  const xOf = (row: number) => margin.side + row * (column + columnGap);
  const yOf = (layer: number) => margin.top + layer * (cardHeight + verticalGap);
  const endOf = ({layer, row}: PlacedActor) => {
    const next = actors.filter((other) => other.layer === layer && other.row > row);
    return Math.min(rows, ...next.map((other) => other.row)) - 1;
  };
  const cards = new Map(
    actors.map((actor): [string, Box] => {
      const {name, layer, row} = actor;
      const span = endOf(actor) - row;
      const cardWidth = column + span * (column + columnGap);
      return [name, {x: xOf(row), y: yOf(layer), width: cardWidth, height: cardHeight}];
    }),
  );
  const places = channels.map((channel): [string, ChannelPlace] => {
    const {name, from, to, row, gap} = channel;
    const [source, target] = [cards.get(from.name) as Box, cards.get(to.name) as Box];
    const x = xOf(row) + 24;
    const top = yOf(gap) + cardHeight;
    const pipe = {x: x - pipeWidth / 2, y: top, width: pipeWidth, height: verticalGap};
    const line: [number, number][] = [
      ...meetDown(source, source.y + source.height, x),
      ...meetDown(target, target.y - frameTop, x).reverse(),
    ];
    return [name, {line, pipe}];
  });
  const height = yOf(layers - 1) + cardHeight + margin.bottom;
  return {isVertical: true, width, height, cards, channels: new Map(places)};
}

/** A list of the actors along the flow. The pipes of an actor's inputs are above it. */
function placeList({actors, channels}: PlacedGraph, width: number): Geometry {
  const order = actors.toSorted((one, other) => one.layer - other.layer || one.row - other.row);
  const cards = new Map<string, Box>();
  const places = new Map<string, ChannelPlace>();
  let y = margin.top;
  for (const {name} of order) {
    for (const input of channels.filter(({to}) => to.name === name)) {
      const x = margin.side + 24;
      const pipe = {x: x - pipeWidth / 2, y, width: pipeWidth, height: verticalGap};
      const line = [
        [x, y],
        [x, y + verticalGap],
      ] as const;
      places.set(input.name, {line, pipe});
      y += verticalGap;
    }
    cards.set(name, {x: margin.side, y, width: width - 2 * margin.side, height: cardHeight});
    y += cardHeight + margin.top;
  }
  return {isVertical: true, width, height: y, cards, channels: places};
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

/** Whether a channel leads along the flow. Channels of a cycle lead back. */
export function isForward({from, to}: PlacedChannel): boolean {
  return to.layer > from.layer;
}
