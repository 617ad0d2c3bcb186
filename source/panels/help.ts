/** Draws the help: all keys, and what is on the screen. It fits 80 × 24, and scrolls below that. */
import type {Snapshot} from '../engine/index.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {toDisplayText} from '../format/symbols.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import {drawHeading} from './heading.ts';
import type {Scene} from './scene.ts';

/** Draws the help on the whole grid. */
export function drawHelp(grid: Grid, keys: readonly KeyBinding[], scene: Scene): void {
  const {state} = scene;
  const lines = [...keyLines(keys, grid.columns, scene), ...screenLines(scene, grid.columns)];
  const rows = grid.rows - 1;
  const from = Math.max(0, Math.min(state.helpTop, lines.length - rows));
  const hasMore = from + rows < lines.length;
  drawHeading(grid, 0, '', 'Keys', [], [['? or Esc closes this', 'dim']]);
  const shown = lines.slice(from, from + (hasMore ? rows - 1 : rows));
  for (const [index, line] of shown.entries()) {
    if (line === screenHeading) drawHeading(grid, 1 + index, '', 'What is on the screen', [], []);
    else grid.pieces(1 + index, 0, line);
  }
  if (hasMore) grid.put(rows, 0, '↓ more', 'dim');
}

const screenHeading: Piece[] = [];
const labelColumns = 8;
/** From so many columns on, keys stand in two columns. */
const twoColumns = 150;

function keyLines(keys: readonly KeyBinding[], columns: number, {symbols}: Scene): Piece[][] {
  const rows = keys.flatMap(({keys: [key = ''], label = key, long}): Piece[][] => {
    if (long === undefined) return [];
    const name = toDisplayText(label, symbols);
    return [
      [
        [name.padEnd(labelColumns), 'key'],
        [long, 'text'],
      ],
    ];
  });
  if (columns < twoColumns) return rows;
  const half = Math.ceil(rows.length / 2);
  const width = Math.floor(columns / 2);
  return rows.slice(0, half).map((left, index) => {
    const right = rows[half + index];
    return right === undefined
      ? left
      : [...left, [' '.repeat(Math.max(1, width - widthOfPieces(left)))], ...right];
  });
}

/** The signs of the picture, and where more is written. */
function screenLines({figures, state}: Scene, columns: number): Piece[][] {
  const texts = explainScreen(figures).flatMap((text) => wrap(text, Math.min(100, columns)));
  const more = [
    ...(isFizzBuzz(figures) ? ['Why it is so: docs/lesson.md.'] : []),
    ...(state.telemetryUrl === null ? [] : [`The page of this run: ${state.telemetryUrl}`]),
  ].join('  ');
  const lines = more === '' ? texts : [...texts, more];
  return [screenHeading, ...lines.map((line): Piece[] => [[line]])];
}

function explainScreen({beat}: Snapshot): readonly string[] {
  const noun = beat?.noun.replace(/s$/, '') ?? 'beat';
  const release = beat === null ? '' : ` A ${noun} releases a batch.`;
  return [
    `Boxes are threads, pipes are channels.${release} In a pipe █ waits, up to ┃ so far; a full ` +
      'one is backpressure. In a bar █ is work, the rest what is waited for: ‹ input, ' +
      `ˇ a ${noun}, · its time, › room, = a pause. The heavy frame limits. ` +
      'ns each: work a message.',
  ];
}

/** Wraps a text between words. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
