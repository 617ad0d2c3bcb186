/** Draws the titles of threads, on the upper borders of the boxes in which they stand. */
import type {Snapshot} from '../engine/index.ts';
import type {Grid} from '../format/grid.ts';
import type {Role} from '../format/roles.ts';
import type {Geometry} from './geometry.ts';
import type {Place} from './plan.ts';
import type {Scene} from './scene.ts';

/** Returns the number of an actor's thread; `undefined` without such an actor. */
export function threadOf({actors}: Snapshot, actor: string | undefined): number | undefined {
  return actors.find(({name}) => name === actor)?.thread;
}

/**
 * Draws the title of the thread of a place: its number, the key of its crash, and the cores that it
 * uses. A thread may stand in several boxes: the leftmost one shows its cores, and the others say
 * that it is shared.
 * @param span the first column, and the column after the last one
 */
export function drawThreadTitle(
  grid: Grid,
  row: number,
  [start, end]: readonly [number, number],
  geometry: Geometry,
  scene: Scene,
  place: Place,
): void {
  const {figures, state, isReadOnly} = scene;
  const thread = threadOf(figures, place.actor);
  const isCrowded = figures.limit.kind === 'cores' || figures.limit.kind === 'quota';
  const role: Role = isCrowded ? 'limit' : 'dim';
  const {lanes} = figures.settings;
  const places = placesOf(geometry, figures, thread);
  const isShared = geometry.actorRows > 3 && place.layer !== places[0]?.layer;
  const title = ` thread ${thread}${lanes > 1 ? ` ×${lanes}` : ''}${isShared ? ', shared' : ''} `;
  if (start + title.length > end) return;
  const isSelected = threadOf(figures, state.selectedActor) === thread && !isReadOnly;
  const next = grid.put(row, start, title, role);
  const afterKey = isSelected && next + 2 <= end ? grid.put(row, next, 'x ', 'key') : next;
  const text = ` ${coresOf(figures, thread).toFixed(2)} core `;
  const hasRoom = geometry.actorRows > 3 && afterKey + text.length + 1 <= end;
  if (hasRoom && place === places[0]) {
    grid.right(row, end, [[text, role]]);
  }
}

function coresOf({actors, rolling}: Snapshot, thread: number | undefined): number {
  return actors.reduce(
    (sum, {thread: other}, index) =>
      sum + (other === thread ? (rolling.actors[index]?.cpuCores ?? 0) : 0),
    0,
  );
}

/** Returns the places of a thread, the leftmost first. */
function placesOf({plan}: Geometry, figures: Snapshot, thread: number | undefined) {
  return plan.places
    .filter(({actor}) => threadOf(figures, actor) === thread)
    .toSorted((one, other) => one.layer - other.layer || one.band - other.band);
}
