import {Text} from 'ink';
import {type ActorName, type ActorReport, waitKinds} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {formatPercent, formatShort} from '../format/number.ts';
import {waitInWords} from '../format/wait.ts';
import {Line} from './line.tsx';
import {useColours, useSymbols} from './look.ts';
import {Section} from './section.tsx';

/** Props of `Actors`. */
export interface Props {
  readonly actors: readonly ActorReport[];
  /** The actor that the crash key acts on. */
  readonly selected: ActorName;
  readonly columns: number;
}

/**
 * The panel of actors: how busy each actor is, what it waits for, how full its batches are, and how
 * often it was restarted.
 */
export function Actors({actors, selected, columns}: Props) {
  const hasRestarts = anyRestarted(actors);
  const barColumns = barColumnsOf(actors, columns);
  return (
    <Section
      title="Actors"
      note={hasRestarts ? 'busy, waits for, batch, restarts' : 'busy, waits for, usual batch'}
      columns={columns}
    >
      {actors.map((actor) => (
        <ActorRow
          key={actor.name}
          actor={actor}
          isSelected={actor.name === selected}
          barColumns={barColumns}
        />
      ))}
    </Section>
  );
}

/** Columns of a row without the bar and the count of restarts. */
const plainColumns = 58;
/** Columns of the count of restarts. */
const restartsColumns = 5;

function anyRestarted(actors: readonly ActorReport[]): boolean {
  return actors.some(({restarts}) => restarts > 0);
}

/**
 * Returns the columns of the bars, 0 to 20. The count of restarts takes its columns from the bars,
 * and only after the first restart.
 */
export function barColumnsOf(actors: readonly ActorReport[], columns: number): number {
  const textColumns = anyRestarted(actors) ? plainColumns + restartsColumns : plainColumns;
  return Math.max(0, Math.min(20, columns - textColumns));
}

interface RowProps {
  readonly actor: ActorReport;
  readonly isSelected: boolean;
  readonly barColumns: number;
}

/** The line of one actor. */
export function ActorRow({actor, isSelected, barColumns}: RowProps) {
  const colours = useColours();
  const symbols = useSymbols();
  return (
    <Line>
      <Text bold={isSelected}>{actor.name.padEnd(10)}</Text>
      <Text dimColor>[{actor.thread}]</Text>
      {isSelected ? symbols.pointer : ' '}
      <Text color={colours.bar}>{drawBar(actor.busyNow, 0, barColumns, symbols)}</Text>{' '}
      {formatPercent(actor.busyNow)}
      {'  '}
      {mainWait(actor).padEnd(23)}
      <Text dimColor> batch {formatBatch(actor)}</Text>
      <Text color={colours.notice}>
        {actor.restarts > 0 ? String(actor.restarts).padStart(restartsColumns) : ''}
      </Text>
    </Line>
  );
}

/** Formats the median batch of the last second. */
function formatBatch({batchNow}: ActorReport): string {
  return batchNow === null ? '   -  ' : formatShort(batchNow.p50);
}

/** Waits below this share of the time are hidden. */
const shareMin = 0.01;

/** Formats the longest kind of wait in the last second, with its share of that second. */
function mainWait(actor: ActorReport): string {
  const kind = waitKinds.reduce((most, next) =>
    actor.waitsNow[next] > actor.waitsNow[most] ? next : most,
  );
  const share = actor.waitsNow[kind];
  return share < shareMin ? '' : `${formatPercent(share)} ${waitInWords(actor.name, kind)}`;
}
