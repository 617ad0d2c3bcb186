/** The first two lines of the screen: the status of the run, and its progress. */
import {Text} from 'ink';
import {formatBeatRate, type Snapshot} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {formatClock, formatCount, formatMs, formatPercent} from '../format/number.ts';
import {spell} from '../format/symbols.ts';
import type {SourceStatus, UiUsage} from '../store/monitor.ts';
import {Line} from './line.tsx';
import {stateColour, useColours, useSymbols} from './look.ts';

/** Props of `Status`. */
export interface Props {
  readonly snapshot: Snapshot;
  /** The latest Snapshot. The effects of keys show at once, also on a frozen screen. */
  readonly live: Snapshot;
  readonly origin: SourceStatus | null;
  readonly isFrozen: boolean;
  readonly uiUsage: UiUsage | null;
  readonly columns: number;
}

/** The line of state, mode, heartbeat, time, and the monitor's own cost. */
export function Status({snapshot, live, origin, isFrozen, uiUsage, columns}: Props) {
  const colours = useColours();
  const symbols = useSymbols();
  const isAlert = origin?.isAlert === true;
  const name = spell(origin?.text ?? programName, symbols);
  const state = `${isAlert ? 'was ' : ''}${live.state.toUpperCase()}`;
  const rest = `  ${formatBeatRate(live.beat.periodMs)}  ${formatClock(snapshot.activeSeconds)}`;
  const frozen = isFrozen ? ' FROZEN ' : '';
  const text = `${name} ${state}${frozen}  ${live.mode}${rest}`;
  const corner = uiUsage === null || isFrozen ? '' : formatOwnCost(uiUsage);
  const gap = columns - text.length - corner.length;
  return (
    <Line>
      {isAlert ? (
        <Text bold inverse color={colours.alert}>
          {` ${name} `}
        </Text>
      ) : (
        <Text bold color={colours.title}>
          {name}
        </Text>
      )}{' '}
      <Text bold color={stateColour(live.state, colours)}>
        {state}
      </Text>
      <Text bold inverse>
        {frozen}
      </Text>
      {'  '}
      <Text bold>{live.mode}</Text>
      {rest}
      {corner === '' || gap < cornerGapMin ? null : (
        <Text dimColor>{' '.repeat(gap) + corner}</Text>
      )}
    </Line>
  );
}

const programName = 'fizzbuzz-tui';
/** Least number of blanks before the text in the corner. With fewer, the text is hidden. */
const cornerGapMin = 3;

/** Formats the monitor's own cost: `ui 10 fps  3.1 %`. */
function formatOwnCost({framesPerSecond, cores}: UiUsage): string {
  return `ui ${framesPerSecond.toFixed(0).padStart(2)} fps ${(cores * 100).toFixed(1).padStart(4)} %`;
}

/** The line of progress: beats done, their lateness, and the number of skipped beats. */
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
