/** Draws the line of keys, or the notice that replaces it. */

import type {Snapshot} from '../engine/index.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import type {MonitorState} from '../monitor/state.ts';

/** A key with a name and a word on the screen. */
export interface KeyHint {
  readonly label: string;
  readonly short: string;
  /** 1: always; 2 and 3: left out where there is less room, 3 first. */
  readonly rank: 1 | 2 | 3;
}

/** Returns the keys that have a name and a word on the screen. The words follow the state. */
export function selectHints(keys: readonly KeyBinding[], snapshot: Snapshot): readonly KeyHint[] {
  return keys.flatMap(({keys: [key = ''], label = key, short, rank = 1}) =>
    short === undefined ? [] : [{label, short: wordFor(short, snapshot), rank}],
  );
}

/** Returns the word of a key: what it would give now. */
function wordFor(short: string, {state, pipeline, settings}: Snapshot): string {
  if (short === 'pause' && state === 'paused') return 'go on';
  const isChosen = pipeline.settings.some(({name}) => settings[name] === short);
  return isChosen && short === 'zero-copy' ? 'copies' : short;
}

/** Draws one line of keys. A narrower screen has fewer keys, and the narrowest has no words. */
export function drawKeys(
  grid: Grid,
  keys: readonly KeyBinding[],
  {notice, latest}: Pick<MonitorState, 'notice' | 'latest'>,
  row = 0,
): void {
  if (notice !== null) {
    grid.put(row, 0, notice, 'title');
    return;
  }
  const hints = selectHints(keys, latest.snapshot);
  const atMost = (rank: number) => hints.filter((hint) => hint.rank <= rank);
  // First the keys of lower ranks go, then the words.
  const choices = [
    ...[3, 2, 1].map((rank) => toPieces(atMost(rank), true)),
    toPieces(atMost(1), false),
  ];
  const shown = choices.find((pieces) => widthOfPieces(pieces) <= grid.columns) ?? choices.at(-1);
  grid.pieces(row, 0, shown ?? []);
}

function toPieces(hints: readonly KeyHint[], hasWords: boolean): readonly Piece[] {
  return hints.flatMap(({label, short}, index): Piece[] => [
    [index === 0 ? '' : hasWords ? '  ' : ' '],
    [label, 'key'],
    ...(hasWords ? ([[` ${short}`, 'dim']] as Piece[]) : []),
  ]);
}
