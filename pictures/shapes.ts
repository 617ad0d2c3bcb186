/**
 * Block elements, lines and arrowheads as geometry, so that they join in any viewer and in any
 * font. Lengths are units of the picture; a path is the text of an SVG `d`.
 */

/** The size of a cell. */
export const cellWidth = 9;
export const cellHeight = 20;

/** A run of one character: where its first cell is, and how many cells it has. */
export interface Run {
  readonly x: number;
  readonly y: number;
  readonly cells: number;
}

/** A shape: its path, and whether its edges lie on the edges of cells or of their fractions. */
export interface Shape {
  readonly path: string;
  readonly isBlock: boolean;
}

/** Thickness of a light and of a heavy line. */
const thickness = [0, 1.4, 3];
const [centreX, centreY] = [cellWidth / 2, cellHeight / 2];
/** So much a line reaches into its neighbours, so that no seam is seen between them. */
const overlap = 0.3;
/** So much a block reaches into the row below. A row of a film can be a pixel off. */
const blockOverlap = 1;

/** Weights of the arms of a line character: left, up, right, down; 1 is light, 2 is heavy. */
const arms: Readonly<Record<string, string>> = {
  ...{'─': '1010', '│': '0101', '━': '2020', '┃': '0202', '╴': '1000', '╵': '0100'},
  ...{'╶': '0010', '╷': '0001', '┌': '0011', '┐': '1001', '└': '0110', '┘': '1100'},
  ...{'├': '0111', '┤': '1101', '┬': '1011', '┴': '1110', '┼': '1111'},
  ...{'┏': '0022', '┓': '2002', '┗': '0220', '┛': '2200', '┠': '0212', '┨': '1202'},
  ...{'┢': '0122', '┪': '2102', '┡': '0221', '┩': '2201', '╋': '2222', '┣': '0222'},
  ...{'┫': '2202', '┳': '2022', '┻': '2220', '┯': '2021', '┷': '2120'},
};

/** Round corners: the sides that they join, as directions of x and y from the centre. */
const corners: Readonly<Record<string, readonly [number, number]>> = {
  ...{'╭': [1, 1], '╮': [-1, 1], '╰': [1, -1], '╯': [-1, -1]},
};

/** Dashes a cell: horizontal ones, and vertical ones as negative numbers. */
const dashes: Readonly<Record<string, number>> = {
  ...{'╌': 2, '┄': 3, '┈': 4, '╎': -2, '┆': -3, '┊': -4},
};

/** Blocks as rectangles in fractions of the cell: x, y, width, height. */
const blocks: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '█': [[0, 0, 1, 1]],
  '▀': [[0, 0, 1, 0.5]],
  '▐': [[0.5, 0, 0.5, 1]],
  '▔': [[0, 0, 1, 1 / 8]],
  '▕': [[7 / 8, 0, 1 / 8, 1]],
  '▖': [[0, 0.5, 0.5, 0.5]],
  '▗': [[0.5, 0.5, 0.5, 0.5]],
  '▘': [[0, 0, 0.5, 0.5]],
  '▝': [[0.5, 0, 0.5, 0.5]],
  ...eighths('▁▂▃▄▅▆▇', (share) => [0, 1 - share, 1, share]),
  ...eighths('▏▎▍▌▋▊▉', (share) => [0, 0, share, 1]),
};

/** Arrowheads as corners in fractions of the cell, from one edge of it to the other. */
const arrows: Readonly<Record<string, readonly (readonly number[])[]>> = {
  ...Object.fromEntries(
    ['►▶', '◄◀'].flatMap((characters, side) =>
      [...characters].map((character) => [
        character,
        [
          [side, 0.27],
          [1 - side, 0.5],
          [side, 0.73],
        ],
      ]),
    ),
  ),
  ...{
    '▲': [
      [0, 0.73],
      [0.5, 0.27],
      [1, 0.73],
    ],
    '▼': [
      [0, 0.27],
      [0.5, 0.73],
      [1, 0.27],
    ],
  },
};

/** Returns the shape of a run of a character; undefined for one that is drawn as text. */
export function toShape(character: string, run: Run): Shape | undefined {
  const block = blocks[character];
  if (block !== undefined) return {path: toBlocks(block, run), isBlock: true};
  const draw = lineDrawer(character);
  return draw === undefined ? undefined : {path: draw(run), isBlock: false};
}

function lineDrawer(character: string): ((run: Run) => string) | undefined {
  const [weights, corner] = [arms[character], corners[character]];
  const [dash, arrow] = [dashes[character], arrows[character]];
  if (weights !== undefined) return (run) => toArms([...weights].map(Number), run);
  if (corner !== undefined) return (run) => eachCell(run, (x, y) => toCorner(corner, x, y));
  if (dash !== undefined) return (run) => eachCell(run, (x, y) => toDashes(dash, x, y));
  if (arrow !== undefined) return (run) => eachCell(run, (x, y) => toPolygon(arrow, x, y));
  return undefined;
}

function eighths(characters: string, toRectangle: (share: number) => readonly number[]) {
  return Object.fromEntries(
    [...characters].map((character, index) => [character, [toRectangle((index + 1) / 8)]]),
  );
}

function eachCell({x, y, cells}: Run, draw: (x: number, y: number) => string): string {
  return Array.from({length: cells}, (_, index) => draw(x + index * cellWidth, y)).join('');
}

/**
 * Blocks as wide as their cell are one rectangle for the whole run. A block that stands on the edge
 * of its row reaches into the next one, which is drawn later.
 */
function toBlocks(block: readonly (readonly number[])[], run: Run): string {
  const draw = ([x = 0, y = 0, width = 1, height = 1]: readonly number[], cells: number) =>
    eachCell({...run, cells: width === 1 ? 1 : cells}, (left, top) =>
      toRectangle(
        left + x * cellWidth,
        top + y * cellHeight,
        width * cellWidth * (width === 1 ? cells : 1),
        height * cellHeight + (y + height === 1 ? blockOverlap : 0),
      ),
    );
  return block.map((part) => draw(part, run.cells)).join('');
}

function toArms([left = 0, up = 0, right = 0, down = 0]: readonly number[], run: Run): string {
  if (left === right && up + down === 0) {
    const thick = thickness[left] ?? 0;
    const top = run.y + centreY - thick / 2;
    return toRectangle(run.x - overlap, top, run.cells * cellWidth + 2 * overlap, thick);
  }
  return eachCell(run, (x, y) => {
    const across = (thickness[Math.max(up, down)] ?? 0) / 2;
    const along = (thickness[Math.max(left, right)] ?? 0) / 2;
    const [middleX, middleY] = [x + centreX, y + centreY];
    const horizontal = (weight: number, from: number, to: number) => {
      const thick = thickness[weight] ?? 0;
      return weight === 0 ? '' : toRectangle(from, middleY - thick / 2, to - from, thick);
    };
    const vertical = (weight: number, from: number, to: number) => {
      const thick = thickness[weight] ?? 0;
      return weight === 0 ? '' : toRectangle(middleX - thick / 2, from, thick, to - from);
    };
    return [
      horizontal(left, x - overlap, middleX + across),
      horizontal(right, middleX - across, x + cellWidth + overlap),
      vertical(up, y - overlap, middleY + along),
      vertical(down, middleY - along, y + cellHeight + overlap),
    ].join('');
  });
}

/** A quarter of a ring, and straight on to the edge of the cell where it is farther. */
function toCorner([toX, toY]: readonly [number, number], x: number, y: number): string {
  const half = (thickness[1] ?? 0) / 2;
  const radius = cellWidth / 2;
  const [middleX, middleY] = [x + centreX, y + centreY];
  const edgeX = middleX + toX * (radius + overlap);
  const edgeY = middleY + toY * (centreY + overlap);
  const turn = middleY + toY * radius;
  const sweep = toX * toY > 0 ? 0 : 1;
  const arc = (reach: number, sweepFlag: number, endX: number, endY: number) =>
    `A${round(reach)} ${round(reach)} 0 0 ${sweepFlag} ${round(endX)} ${round(endY)}`;
  return [
    `M${round(edgeX)} ${round(middleY - toY * half)}H${round(middleX + toX * radius)}`,
    arc(radius + half, sweep, middleX - toX * half, turn),
    `V${round(edgeY)}H${round(middleX + toX * half)}V${round(turn)}`,
    arc(radius - half, 1 - sweep, middleX + toX * radius, middleY + toY * half),
    `H${round(edgeX)}z`,
  ].join('');
}

function toDashes(dash: number, x: number, y: number): string {
  const count = Math.abs(dash);
  const thick = thickness[1] ?? 0;
  return Array.from({length: count}, (_, index) => {
    const at = (index + 0.25) / count;
    return dash > 0
      ? toRectangle(x + at * cellWidth, y + centreY - thick / 2, cellWidth / count / 2, thick)
      : toRectangle(x + centreX - thick / 2, y + at * cellHeight, thick, cellHeight / count / 2);
  }).join('');
}

function toPolygon(points: readonly (readonly number[])[], x: number, y: number): string {
  const texts = points.map(
    ([atX = 0, atY = 0]) => `${round(x + atX * cellWidth)} ${round(y + atY * cellHeight)}`,
  );
  return `M${texts.join('L')}z`;
}

function toRectangle(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
}

/** A hundredth of a unit is finer than any pixel. */
function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
