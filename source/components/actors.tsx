/** How busy each actor is, what it waits for, and how full its batches are. */
import {Text} from 'ink';
import {type ActorReport, waitKinds} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {formatPercent, formatShort} from '../format/number.ts';
import {waitInWords} from '../format/wait.ts';
import {Line} from './line.tsx';
import {colours, useSymbols} from './look.ts';
import {Section} from './section.tsx';

export interface Props {
  readonly actors: readonly ActorReport[];
  readonly columns: number;
}

export function Actors({actors, columns}: Props) {
  return (
    <Section title="Actors" note="busy, waits for, mean batch" columns={columns}>
      {actors.map((actor) => (
        <ActorRow key={actor.name} actor={actor} columns={columns} />
      ))}
    </Section>
  );
}

/** Everything in a row but the bar. */
const textColumns = 58;

function ActorRow({actor, columns}: {readonly actor: ActorReport; readonly columns: number}) {
  const symbols = useSymbols();
  const width = Math.max(0, Math.min(20, columns - textColumns));
  return (
    <Line>
      {actor.name.padEnd(10)}
      <Text dimColor>[{actor.thread}]</Text>{' '}
      <Text color={colours.bar}>{drawBar(actor.busyNow, 0, width, symbols)}</Text>{' '}
      {formatPercent(actor.busyNow)}
      {'  '}
      {mainWait(actor).padEnd(23)}
      <Text dimColor> batch {formatShort(actor.meanBatch)}</Text>
    </Line>
  );
}

/** Less than this share of the time is not worth naming. */
const leastShare = 0.01;

/** What the actor waited for longest in the last second, and for how much of it. */
function mainWait(actor: ActorReport): string {
  const kind = waitKinds.reduce((most, next) =>
    actor.waitsNow[next] > actor.waitsNow[most] ? next : most,
  );
  const share = actor.waitsNow[kind];
  return share < leastShare ? '' : `${formatPercent(share)} ${waitInWords(actor.name, kind)}`;
}
