/** Draws a whole frame: blocks of painted rows, which Ink places. Pure. */
import {widthOf} from '../format/cells.ts';
import {Grid} from '../format/grid.ts';
import type {Paint} from '../format/paint.ts';
import {type Symbols, toAsciiCell} from '../format/symbols.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import type {MonitorState} from '../monitor/state.ts';
import {
  drawActorDetail,
  drawChannelDetail,
  drawLogDetail,
  drawTallyDetail,
  drawTimeDetail,
} from './details.ts';
import {drawHelp} from './help.ts';
import {drawKeys} from './keys.ts';
import {drawLab} from './lab.ts';
import {type Block, type Draw, drawOverview} from './overview.ts';
import {createScene, type Scene} from './scene.ts';
import {drawStatus} from './status.ts';
import {drawThroughputDetail} from './throughput-detail.ts';

/** What a frame is drawn with. */
export interface Look {
  readonly symbols: Symbols;
  readonly paint: Paint;
}

/** Painted rows, with their text without codes. */
export interface PaintedBlock {
  readonly columns: number;
  readonly painted: readonly string[];
  readonly text: readonly string[];
}

/** A frame: blocks from top to bottom. An entry of two blocks stands side by side. */
export interface Frame {
  readonly columns: number;
  readonly rows: number;
  readonly blocks: ReadonlyArray<readonly PaintedBlock[]>;
}

/** Draws the frame of a terminal of so many columns and rows, from 1 × 1 up. */
export function drawFrame(
  state: MonitorState,
  keys: readonly KeyBinding[],
  screenColumns: number,
  screenRows: number,
  look: Look,
): Frame {
  const columns = Math.max(1, screenColumns);
  // One row fewer than the screen has, so that the screen never scrolls.
  const rows = Math.max(1, screenRows - 1);
  const scene = createScene(state, look.symbols);
  const blocks = isOverview(state)
    ? drawOverview(columns, rows, scene, keys)
    : drawOther(columns, rows, scene, keys);
  const painted = blocks.map((row) => row.map((block) => paintBlock(block, look)));
  return {columns, rows, blocks: painted};
}

/** Returns the rows of a frame as text. */
export function frameText({blocks}: Frame): string[] {
  return blocks.flatMap((row) =>
    (row[0]?.text ?? []).map((_, line) =>
      row.reduce((text, block, index) => {
        const width = row.slice(0, index).reduce((sum, {columns}) => sum + columns, 0);
        return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}${block.text[line] ?? ''}`;
      }, ''),
    ),
  );
}

/** Whether the state shows all panels, and not one that hides the others. */
export function isOverview({isHelpShown, selectedProfile, expanded}: MonitorState): boolean {
  return !isHelpShown && selectedProfile === null && expanded === null;
}

function paintBlock({columns, rows, draw}: Block, {paint, symbols}: Look): PaintedBlock {
  const grid = new Grid(columns, rows);
  draw(grid);
  const convert = symbols.isUnicode ? undefined : toAsciiCell;
  const text = grid.toText();
  return {
    columns,
    painted: grid.paint(paint, convert),
    text: convert === undefined ? text : text.map((line) => [...line].map(convert).join('')),
  };
}

const compactColumns = 76;
/** Beside one panel alone, the keys of sizes make room for the way back. */
function lowerSizes(key: KeyBinding): KeyBinding {
  return key.label === '[]' || key.label === ',.' ? {...key, rank: 2} : key;
}

/** The hint of the key that shows all panels again. */
const allPanelsKey: KeyBinding = {keys: [], label: 'Esc', short: 'all', run() {}};

/** Draws the status, one panel alone, and the keys. */
function drawOther(
  columns: number,
  rows: number,
  scene: Scene,
  keys: readonly KeyBinding[],
): Block[][] {
  const status: Block = {
    columns,
    rows: 1,
    draw: (grid) => drawStatus(grid, scene, columns < compactColumns),
  };
  if (rows === 1) return [[status]];
  const hasKeys = rows >= 3;
  const middle: Block = {columns, rows: rows - 1 - (hasKeys ? 1 : 0), draw: panelOf(scene, keys)};
  const shown = scene.state.expanded === null ? keys : [allPanelsKey, ...keys.map(lowerSizes)];
  const last: Block = {columns, rows: 1, draw: (grid) => drawKeys(grid, shown, scene.state)};
  return [[status], [middle], ...(hasKeys ? [[last]] : [])];
}

function panelOf(scene: Scene, keys: readonly KeyBinding[]): Draw {
  const {isHelpShown, selectedProfile, expanded} = scene.state;
  if (isHelpShown) return (grid) => drawHelp(grid, keys, scene);
  if (selectedProfile !== null) return (grid) => drawLab(grid, scene);
  switch (expanded) {
    case 'channels':
      return (grid) => drawChannelDetail(grid, scene);
    case 'actors':
      return (grid) => drawActorDetail(grid, scene);
    case 'tallies':
      return (grid) => drawTallyDetail(grid, scene);
    case 'times':
      return (grid) => drawTimeDetail(grid, scene);
    case 'log':
      return (grid) => drawLogDetail(grid, scene);
    default:
      return (grid) => drawThroughputDetail(grid, scene);
  }
}
