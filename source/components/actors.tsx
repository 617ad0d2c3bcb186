import {Text} from 'ink';
import type {ActorReport, Snapshot} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {formatPercent, formatShort} from '../format/number.ts';
import {findLongestWait, formatWait} from '../format/wait.ts';
import {useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

interface ActorsProps {
  readonly snapshot: Snapshot;
  /** The actor that the crash key acts on. */
  readonly selected: string;
  readonly columns: number;
}

/**
 * The panel of actors: how busy each actor is, what it waits for, how full its batches are, and how
 * often it was restarted.
 */
export function Actors({snapshot, selected, columns}: ActorsProps) {
  const {actors} = snapshot;
  const what = hasRestarts(actors) ? 'batch, restarts' : 'usual batch';
  return (
    <Section title="Actors" note={`busy, waits for, ${what}`} columns={columns}>
      {actors.map((actor) => (
        <ActorRow
          key={actor.name}
          actor={actor}
          snapshot={snapshot}
          isSelected={actor.name === selected}
          columns={columns}
        />
      ))}
    </Section>
  );
}

/** Columns of a row without the bar, the name and the count of restarts. */
const plainColumns = 48;
/** Columns of the count of restarts, which it takes from the bars after the first restart. */
const restartsColumns = 5;
const barColumnsMax = 20;
const waitColumns = 23;

function hasRestarts(actors: readonly ActorReport[]): boolean {
  return actors.some(({restarts}) => restarts > 0);
}

interface RowProps {
  readonly actor: ActorReport;
  readonly snapshot: Snapshot;
  readonly isSelected: boolean;
  readonly columns: number;
}

/** The line of one actor. */
export function ActorRow({actor, snapshot, isSelected, columns}: RowProps) {
  const colors = useColors();
  const symbols = useSymbols();
  const {actors} = snapshot;
  const nameColumns = Math.max(10, ...actors.map(({name}) => name.length + 1));
  const textColumns = plainColumns + nameColumns + (hasRestarts(actors) ? restartsColumns : 0);
  const barColumns = Math.min(barColumnsMax, columns - textColumns);
  const {name, thread, busyNow, batchNow, restarts} = actor;
  return (
    <Line>
      <Text bold={isSelected}>{name.padEnd(nameColumns)}</Text>
      <Text dimColor>[{thread}]</Text>
      {isSelected ? symbols.pointer : ' '}
      <Text color={colors.bar}>{drawBar(busyNow, 0, barColumns, symbols)}</Text>{' '}
      {formatPercent(busyNow)}
      {'  '}
      {formatMainWait(actor, snapshot).slice(0, waitColumns).padEnd(waitColumns)}
      <Text dimColor> batch {batchNow === null ? '   -  ' : formatShort(batchNow.p50)}</Text>
      <Text color={colors.notice}>
        {restarts > 0 ? String(restarts).padStart(restartsColumns) : ''}
      </Text>
    </Line>
  );
}

/** Waits below this share of the time are hidden. */
const shareMin = 0.01;

/** Formats the longest kind of wait in the last second, with its share of that second. */
function formatMainWait(actor: ActorReport, snapshot: Snapshot): string {
  const {kind, share} = findLongestWait(actor);
  if (share < shareMin) return '';
  return `${formatPercent(share)} ${formatWait(snapshot, actor.name, kind)}`;
}
