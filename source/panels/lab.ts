/** Draws the lab: profiles to compare, and what was tried so far. */
import {isSameSettings, type SettingReport} from '../engine/index.ts';
import type {Grid} from '../format/grid.ts';
import {formatCount} from '../format/number.ts';
import {formatSettingShort} from '../format/segment.ts';
import {drawHeading} from './heading.ts';
import {modeRole, type Scene} from './scene.ts';
import {drawTried} from './tried.ts';

const nameColumns = 25;
const choiceColumns = 14;
const sizeColumns = 22;

/** Draws the menu on the whole grid. It shows the latest Snapshot, also on a frozen screen. */
export function drawLab(grid: Grid, scene: Scene): void {
  const {state} = scene;
  const {snapshot} = state.latest;
  const {profiles, selectedProfile} = state;
  drawHeading(grid, 0, '', 'Lab', [], [['the pipeline drains, and goes on in this shape', 'dim']]);
  const reports = snapshot.pipeline.settings;
  const isChoice = ({choices}: SettingReport) => choices !== null;
  const put = (
    row: number,
    texts: (report: SettingReport) => string,
    size: string,
    role: 'text' | 'dim',
    area?: 'double' | 'zero',
  ) => {
    let left = 4 + nameColumns;
    for (const report of reports.filter(isChoice)) {
      grid.put(row, left, texts(report), area ?? role, area === undefined ? 'plain' : 'bold');
      left += choiceColumns;
    }
    grid.put(row, left, size, role);
    left += sizeColumns;
    for (const report of reports.filter((one) => !isChoice(one))) {
      left = grid.put(row, left, texts(report), role) + 2;
    }
  };
  grid.put(1, 2, 'profile', 'dim');
  put(1, (report) => report.rateOf ?? report.name, 'batch of capacity', 'dim');
  for (const [index, {name, settings}] of profiles.entries()) {
    const row = 2 + index;
    const isSelected = index === selectedProfile;
    const {batchMessages, capacityMessages} = settings;
    grid.put(row, 0, `${index + 1}`, 'key');
    grid.put(row, 2, name, isSelected ? 'title' : 'text');
    if (isSelected) grid.put(row, 2 + nameColumns, '◄', 'title');
    const area = modeRole(snapshot, {
      ...snapshot.settings,
      ...settings,
    } as typeof snapshot.settings);
    put(
      row,
      (report) => formatSettingShort(report, settings[report.name]),
      `${formatCount(batchMessages)} of ${formatCount(capacityMessages)}`,
      'text',
      area,
    );
    if (isSameSettings(settings, snapshot.settings))
      grid.right(row, grid.columns, [[' now ', 'good', 'chip']]);
  }
  const end = 2 + profiles.length;
  grid.pieces(end, 2, [
    ['[ ]', 'key'],
    [' capacity and ', 'dim'],
    [', .', 'key'],
    [' batch step here too', 'dim'],
  ]);
  drawTried(grid, end + 2, grid.rows - end - 2, {...scene, figures: snapshot});
}
