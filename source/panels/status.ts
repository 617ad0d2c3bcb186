/** Draws the first row of the screen: the state of the run, its settings, and the time. */
import {formatSetting, type RunState, type Snapshot} from '../engine/index.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {formatBinary, formatClock, formatTime} from '../format/number.ts';
import {programName} from '../format/program.ts';
import type {Role} from '../format/roles.ts';
import {formatSettingShort} from '../format/segment.ts';
import type {MonitorState} from '../monitor/state.ts';
import {modeRole, type Scene} from './scene.ts';

/** Formats the title of a run: the name of the program, or that of another pipeline. */
export function formatTitle(snapshot: Snapshot): string {
  return isFizzBuzz(snapshot) ? programName : snapshot.pipeline.name;
}

/** Returns the role of a state. Nothing but a failure is wrong. */
export function stateRole(state: RunState): Role {
  if (state === 'failed') return 'alarm';
  return state === 'running' || state === 'stopped' ? 'good' : 'limit';
}

const cornerGap = 3;

/**
 * Draws the status. The effects of keys show at once, also on a frozen screen, so it shows the
 * latest Snapshot.
 */
export function drawStatus(grid: Grid, scene: Scene, isCompact: boolean): void {
  const {state} = scene;
  const {snapshot} = state.latest;
  const {activeSeconds} = state.displayed.figures;
  const time = isCompact ? formatTime(activeSeconds) : formatClock(activeSeconds);
  const own = ownCost(state);
  const head = statusHead(scene, isCompact);
  const settings = settingPieces(snapshot, isCompact, grid.columns >= 100);
  const shown = trimToFit(
    fitPieces([...head, ...settings], grid.columns - time.length - 1),
    grid.columns,
  );
  const end = grid.pieces(0, 0, shown);
  const free = grid.columns - end;
  const hasCost = own !== '' && free >= time.length + own.length + 2 * cornerGap;
  const right: Piece[] = [[time], ...(hasCost ? ([[`   ${own}`, 'dim']] as Piece[]) : [])];
  if (widthOfPieces(right) < free) grid.right(0, grid.columns, right);
}

/** Returns the name or the origin of the run, and the chips of its state. */
export function statusHead({state}: Scene, isCompact: boolean): Piece[] {
  const {status, isFrozen, latest} = state;
  const {snapshot} = latest;
  const isLost = status?.isAlert === true;
  const name = status?.text ?? formatTitle(snapshot);
  const runState = `${isLost ? 'was ' : ''}${snapshot.state.toUpperCase()}`;
  const hasName = !isCompact || isLost;
  return [
    ...(hasName
      ? ([
          [isLost ? ` ${name} ` : name, isLost ? 'alarm' : 'title', isLost ? 'chip' : 'bold'],
          [' '],
        ] as Piece[])
      : []),
    [` ${runState} `, isLost ? 'dim' : stateRole(snapshot.state), isLost ? 'plain' : 'chip'],
    ...(isFrozen ? ([[' '], [' FROZEN ', 'text', 'chip']] as Piece[]) : []),
    ...(isCompact && status !== null && !isLost ? ([[' '], [name, 'dim']] as Piece[]) : []),
  ];
}

function settingPieces(snapshot: Snapshot, isCompact: boolean, hasWords: boolean): Piece[] {
  const {pipeline, settings} = snapshot;
  const {batchMessages, capacityMessages} = settings;
  const gap = isCompact ? ' ' : '  ';
  const pieces = pipeline.settings.flatMap((report, index): Piece[] => {
    const value = settings[report.name] ?? '';
    const text = isCompact ? formatSettingShort(report, value) : formatSetting(report, value);
    const isChoice = report.choices !== null;
    const role = isChoice ? modeRole(snapshot, settings) : 'text';
    return [[index === 0 ? '  ' : gap], [text, role, isChoice ? 'bold' : 'plain']];
  });
  if (settings.lanes > 1) pieces.push([gap], [`×${settings.lanes} lanes`, 'title']);
  if (isCompact) return pieces;
  const size = `${formatBinary(batchMessages)} of ${formatBinary(capacityMessages)}`;
  return [...pieces, ['  '], [hasWords ? `batch ${size}` : size]];
}

/** Leaves out the pieces at the end that do not fit. */
function fitPieces(pieces: readonly Piece[], columns: number): readonly Piece[] {
  let shown = pieces;
  while (shown.length > 2 && widthOfPieces(shown) > columns) shown = shown.slice(0, -1);
  return shown;
}

/** Leaves out the margins of the first piece where it would not fit otherwise. */
export function trimToFit(pieces: readonly Piece[], columns: number): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (first === undefined || widthOfPieces([first]) <= columns) return pieces;
  return [[first[0].trim(), first[1], first[2]] as Piece, ...rest];
}

/**
 * Formats the monitor's own cost: `ui 10 fps 3.1 %`. While nothing moves there is none, and a
 * figure of it would be what moves.
 */
export function ownCost({uiUsage, isFrozen, latest}: MonitorState): string {
  if (uiUsage === null || isFrozen || latest.snapshot.state === 'paused') return '';
  const {framesPerSecond, cores} = uiUsage;
  return `ui ${framesPerSecond.toFixed(0)} fps ${(cores * 100).toFixed(1)} %`;
}
