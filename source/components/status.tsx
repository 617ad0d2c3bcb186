/** The first two lines: state, mode, heartbeat and time; then how far the run has come. */
import {Text} from 'ink';
import {formatBeatRate, type Snapshot} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {formatBytes, formatClock, formatCount, formatMs, formatPercent} from '../format/number.ts';
import {spell} from '../format/symbols.ts';
import type {Origin} from '../store/monitor.ts';
import {Line} from './line.tsx';
import {stateColour, useColours, useSymbols} from './look.ts';

export interface Props {
  readonly snapshot: Snapshot;
  /** What the keys have done shows at once, on a frozen screen too. */
  readonly live: Snapshot;
  readonly origin: Origin | null;
  readonly isFrozen: boolean;
}

export function Status({snapshot, live, origin, isFrozen}: Props) {
  const colours = useColours();
  const symbols = useSymbols();
  return (
    <Line>
      <Text bold color={colours.title}>
        {origin?.isAlert === true ? '' : spell(origin?.text ?? 'fizzbuzz-tui', symbols)}
      </Text>
      {origin?.isAlert === true ? (
        <Text bold inverse color={colours.alert}>
          {` ${spell(origin.text, symbols)} `}
        </Text>
      ) : null}{' '}
      <Text bold color={stateColour(live.state, colours)}>
        {origin?.isAlert === true ? 'was ' : ''}
        {live.state.toUpperCase()}
      </Text>
      {isFrozen ? (
        <Text bold inverse>
          {' FROZEN '}
        </Text>
      ) : null}
      {'  '}
      <Text bold>{live.mode}</Text>
      {'  '}
      {formatBeatRate(live.beat.periodMs)}
      {'  '}
      {formatClock(snapshot.activeSeconds)}
      {origin === null ? (
        <Text dimColor>{`  memory ${formatBytes(snapshot.memory.residentBytes)}`}</Text>
      ) : null}
    </Line>
  );
}

/** Beats done, how late they are and how many were skipped. */
export function Progress({
  beat,
  columns,
}: {
  readonly beat: Snapshot['beat'];
  readonly columns: number;
}) {
  const colours = useColours();
  const symbols = useSymbols();
  const {target, sent, skipped, latenessNow: lateness} = beat;
  const done = target === null ? 0 : Math.min(1, sent / target);
  const count =
    target === null
      ? `${formatCount(sent)}, until you quit`
      : `${formatCount(sent).padStart(formatCount(target).length)} of ${formatCount(target)}`;
  const late =
    lateness === null ? '' : `  late ${formatMs(lateness.p50Ms)}, p99 ${formatMs(lateness.p99Ms)}`;
  const skips = skipped > 0 ? `  skipped ${formatCount(skipped)}` : '';
  const text = `beats ${count}`;
  const width = Math.max(0, Math.min(30, columns - text.length - late.length - skips.length - 9));
  return (
    <Line>
      {text}
      {target === null ? '' : ` ${drawBar(done, 0, width, symbols)} ${formatPercent(done)}`}
      <Text dimColor>{late}</Text>
      <Text color={colours.notice}>{skips}</Text>
    </Line>
  );
}
