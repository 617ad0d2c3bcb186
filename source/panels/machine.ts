/** Draws times and machine: latency, lateness, cores, memory, kernels, cost of the picture. */
import type {Percentiles} from '../engine/index.ts';
import {drawEighths} from '../format/bar.ts';
import type {Grid} from '../format/grid.ts';
import {formatBytes, formatMs, formatPercentInline} from '../format/number.ts';
import {drawHeading} from './heading.ts';
import type {Scene} from './scene.ts';

/** Rows of the panel. */
export const machineRows = 5;
const labelColumns = 10;
const coreBarColumns = 20;

function formatTiming(timing: Percentiles | null): string {
  if (timing === null) return 'not measured';
  return `${formatMs(timing.p50Ms).trim()}, p99 ${formatMs(timing.p99Ms).trim()}`;
}

/** Draws the panel from a row on. */
export function drawMachine(grid: Grid, top: number, {figures, state}: Scene): void {
  drawHeading(grid, top, '5', 'Times and machine', [], []);
  const {beat, memory, machine, segments, latency, rolling} = figures;
  const cores = rolling.actors.reduce((sum, {cpuCores}) => sum + cpuCores, 0);
  const left: Array<readonly [string, string]> = [
    ['latency', formatTiming(segments.at(-1)?.latency ?? latency)],
    ...(beat === null || beat.periodMs === 0
      ? []
      : [['beat late', formatTiming(beat.latenessNow)] as const]),
    ['cores', `${cores.toFixed(2)} of ${machine.cores}`],
  ];
  const usage = state.uiUsage;
  const right: Array<readonly [string, string]> = [
    ['memory', formatBytes(memory.residentBytes)],
    ['rings', formatBytes(memory.sharedBytes)],
    ...(machine.kernels === '' ? [] : [['kernels', kernelText(machine.kernels)] as const]),
    ...(usage === null ? [] : [['picture', formatPercentInline(usage.cores)] as const]),
  ];
  put(grid, top + 1, 0, left, labelColumns);
  const bar = top + 1 + left.length;
  const next = grid.put(
    bar,
    labelColumns,
    drawEighths(cores / Math.max(1, machine.cores), coreBarColumns),
    'busy',
  );
  grid.put(bar, next, '·'.repeat(Math.max(0, labelColumns + coreBarColumns - next)), 'wait');
  put(grid, top + 1, rightColumn(grid.columns), right, 9);
}

function kernelText(kernels: string): string {
  return /^\d+$/.test(kernels) ? `${kernels} bit` : kernels;
}

function rightColumn(columns: number): number {
  return Math.max(35, Math.round(columns * 0.6));
}

function put(
  grid: Grid,
  top: number,
  left: number,
  rows: ReadonlyArray<readonly [string, string]>,
  columns: number,
): void {
  for (const [index, [label, text]] of rows.entries()) {
    grid.put(top + index, left, label, 'dim');
    grid.put(top + index, left + columns, text);
  }
}
