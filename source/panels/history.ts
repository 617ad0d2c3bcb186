/** Draws small areas over time: what piled up in channels, and how busy actors were. */
import {drawAreaColumn} from '../format/area.ts';
import type {Grid} from '../format/grid.ts';
import {formatPercentInline} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {isAlarmed} from './channel-note.ts';
import {drawHeading} from './heading.ts';
import type {Scene} from './scene.ts';

/** A share over time. */
interface Course {
  readonly name: string;
  readonly now: number;
  readonly values: readonly number[];
  readonly rows: number;
  readonly role: Role;
}

/** Returns the rows of the panels of fills and of busy times. */
export function historyRows({figures}: Scene): readonly [fills: number, busies: number] {
  const {channels, actors, beat} = figures;
  const beats = channels.filter(({name}) => name === beat?.channel);
  const senders = actors.filter(({name}) => beats.some(({from}) => from === name));
  return [
    1 + channels.length * courseRows - beats.length,
    1 + (actors.length - senders.length) * courseRows,
  ];
}

/** Draws the fill of each channel over the last minutes. The channel of beats has one row. */
export function drawFills(grid: Grid, top: number, scene: Scene): void {
  const {figures, trail} = scene;
  drawHeading(grid, top, '2', 'Piled up', [], [['share of capacity', 'dim']]);
  const courses = figures.channels.map(({name, fillNow}, index) => ({
    name,
    now: fillNow,
    rows: name === figures.beat?.channel ? 1 : courseRows,
    values: trail.points.map(({fills}) => fills[index] ?? 0),
    role: isAlarmed(scene, name) ? ('alarm' as const) : ('pile' as const),
  }));
  drawCourses(grid, top + 1, courses);
}

/** Draws how busy each actor was over the last minutes. The sender of beats is left out. */
export function drawBusies(grid: Grid, top: number, {figures, trail}: Scene): void {
  drawHeading(grid, top, '3', 'Busy', [], [['share of the time', 'dim']]);
  const sender = figures.channels.find(({name}) => name === figures.beat?.channel)?.from;
  const courses = figures.actors.flatMap(({name, busyNow}, index) =>
    name === sender
      ? []
      : [
          {
            name,
            now: busyNow,
            rows: courseRows,
            values: trail.points.map(({busies}) => busies[index] ?? 0),
            role: 'busy' as const,
          },
        ],
  );
  drawCourses(grid, top + 1, courses);
}

const courseRows = 2;
/** A full channel leaves an eighth of a row blank, so that it does not touch the course above. */
const courseTop = 16 / 15;
const figureColumns = 6;

function drawCourses(grid: Grid, top: number, courses: readonly Course[]): void {
  const nameColumns = Math.max(10, ...courses.map(({name}) => name.length + 1));
  const width = grid.columns - nameColumns - figureColumns;
  let row = top;
  for (const {name, now, values, rows, role} of courses) {
    const foot = row + rows - 1;
    grid.put(foot, 0, name, 'text');
    grid.right(foot, grid.columns, [[formatPercentInline(now), role, 'bold']]);
    const shown = values.slice(-Math.max(0, width));
    for (const [at, value] of shown.entries()) {
      const column = nameColumns + width - shown.length + at;
      // A trace of a cell shows that there is a value, also of 0.
      const cells = drawAreaColumn(Math.max(value, 0.001), courseTop, rows);
      for (const [offset, cell] of cells.entries()) {
        if (cell !== undefined) grid.put(row + offset, column, cell.character, role);
      }
    }
    row += rows;
  }
}
