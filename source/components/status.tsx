/** The first two lines of the screen: the status of the run, and its progress. */
import {Text} from 'ink';
import {type BeatReport, formatSetting, type RunState, type Snapshot} from '../engine/index.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {drawBar} from '../format/draw.ts';
import {formatClock, formatCount, formatMs, formatPercent} from '../format/number.ts';
import {programName} from '../format/program.ts';
import {toDisplayText} from '../format/symbols.ts';
import type {Colors} from '../format/themes.ts';
import type {MonitorState, UiUsage} from '../monitor/state.ts';
import {useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';

interface StatusProps {
  readonly state: Pick<MonitorState, 'displayed' | 'latest' | 'status' | 'isFrozen' | 'uiUsage'>;
  readonly columns: number;
}

/**
 * The line of state, settings, time, and the monitor's own cost. The effects of keys show at once,
 * also on a frozen screen.
 */
export function Status({state, columns}: StatusProps) {
  const {status, isFrozen, uiUsage} = state;
  const {snapshot} = state.latest;
  const colors = useColors();
  const symbols = useSymbols();
  const isAlert = status?.isAlert === true;
  const name = toDisplayText(status?.text ?? formatTitle(snapshot), symbols);
  const runState = `${isAlert ? 'was ' : ''}${snapshot.state.toUpperCase()}`;
  const frozen = isFrozen ? ' FROZEN ' : '';
  const settings = snapshot.pipeline.settings.map((report) => ({
    text: formatSetting(report, snapshot.settings[report.name] ?? ''),
    isChoice: report.choices !== null,
  }));
  const rest = `  ${formatClock(state.displayed.snapshot.activeSeconds)}`;
  const head = `${name} ${runState}${frozen}`;
  const text = [head, ...settings.map(({text}) => text)].join('  ') + rest;
  const corner = uiUsage === null || isFrozen ? '' : formatOwnCost(uiUsage);
  const gap = columns - text.length - corner.length;
  return (
    <Line>
      {isAlert ? (
        <Text bold inverse color={colors.alert}>
          {` ${name} `}
        </Text>
      ) : (
        <Text bold color={colors.title}>
          {name}
        </Text>
      )}{' '}
      <Text bold color={selectStateColor(snapshot.state, colors)}>
        {runState}
      </Text>
      <Text bold inverse>
        {frozen}
      </Text>
      {settings.map(({text, isChoice}) => (
        <Text key={text} bold={isChoice}>{`  ${text}`}</Text>
      ))}
      {rest}
      {corner === '' || gap < cornerGapMin ? null : (
        <Text dimColor>{' '.repeat(gap) + corner}</Text>
      )}
    </Line>
  );
}

/** Formats the title of a run: the name of the program, or that of another pipeline. */
export function formatTitle(snapshot: Snapshot): string {
  return isFizzBuzz(snapshot) ? programName : snapshot.pipeline.name;
}

/** Least number of blanks before the text in the corner. With fewer, the text is hidden. */
const cornerGapMin = 3;

function selectStateColor(state: RunState, colors: Colors): string {
  if (state === 'failed') return colors.alert;
  return state === 'running' || state === 'stopped' ? colors.good : colors.notice;
}

/** Formats the monitor's own cost: `ui 10 fps  3.1 %`. */
function formatOwnCost({framesPerSecond, cores}: UiUsage): string {
  return `ui ${framesPerSecond.toFixed(0).padStart(2)} fps ${(cores * 100).toFixed(1).padStart(4)} %`;
}

interface ProgressProps {
  readonly beat: BeatReport | null;
  readonly columns: number;
}

/** The line of progress: beats done, their lateness, and the number of skipped beats. */
export function Progress({beat, columns}: ProgressProps) {
  const colors = useColors();
  const symbols = useSymbols();
  if (beat === null) return null;
  const {noun, target, sent, skipped, latenessNow: lateness} = beat;
  const done = target === null ? 0 : Math.min(1, sent / target);
  const count =
    target === null
      ? `${formatCount(sent)}, until you quit`
      : `${formatCount(sent).padStart(formatCount(target).length)} of ${formatCount(target)}`;
  const late =
    lateness === null ? '' : `  late ${formatMs(lateness.p50Ms)}, p99 ${formatMs(lateness.p99Ms)}`;
  const skips = skipped > 0 ? `  skipped ${formatCount(skipped)}` : '';
  const text = `${noun} ${count}`;
  const width = Math.max(0, Math.min(30, columns - text.length - late.length - skips.length - 9));
  return (
    <Line>
      {text}
      {target === null ? '' : ` ${drawBar(done, 0, width, symbols)} ${formatPercent(done)}`}
      <Text dimColor>{late}</Text>
      <Text color={colors.notice}>{skips}</Text>
    </Line>
  );
}
