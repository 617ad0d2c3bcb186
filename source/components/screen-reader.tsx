import {Box, Text} from 'ink';
import {type ActorReport, formatSetting, isSameSettings, type Snapshot} from '../engine/index.ts';
import {formatAlert} from '../format/alert.ts';
import {formatChange} from '../format/change.ts';
import {describeEdge} from '../format/edge.ts';
import {fillLevel} from '../format/fill.ts';
import {formatLimit, formatLimitAdvice} from '../format/limit.ts';
import {formatClock, formatPercentInline, formatRateInline} from '../format/number.ts';
import {findLongestWait, formatWait} from '../format/wait.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import type {MonitorState} from '../monitor/state.ts';
import {selectHints} from '../panels/keys.ts';
import {formatTitle} from '../panels/status.ts';

interface Props {
  readonly state: MonitorState;
  readonly keys: readonly KeyBinding[];
}

/**
 * The screen as sentences, for a screen reader. They give what bars and columns show at a glance,
 * and contain nothing that a screen reader spells out.
 */
export function ScreenReader({state, keys}: Props) {
  const {snapshot} = state.displayed;
  const {throughput, channels, actors, edges, alerts, change} = snapshot;
  const isReadOnly = state.status !== null;
  const [now, mean, peak] = [
    throughput.nowPerSecond,
    throughput.meanPerSecond,
    throughput.peakPerSecond,
  ].map(formatRateInline);
  const fills = channels.map(
    ({name, fillNow}) => `${name} ${formatPercentInline(fillNow)}, ${fillLevel(fillNow)}`,
  );
  const sentences = [
    `${state.status?.text ?? formatTitle(snapshot)}, ${formatState(state)}`,
    `Throughput ${now}, mean ${mean}, peak ${peak}`,
    `Limit: ${formatLimit(snapshot)}${isReadOnly ? '' : formatLimitAdvice(snapshot)}`,
    ...alerts
      .filter(({isActive}) => isActive)
      .map((alert) => `Alert ${formatAlert(alert, isReadOnly)}`),
    ...(change === null ? [] : [`Last change: ${formatChange(change)}`]),
    `Channels: ${fills.join('; ')}`,
    ...(edges.length === 0 ? [] : [`Edges: ${edges.map(describeEdge).join('; ')}`]),
    `Actors: ${actors.map((actor) => formatActor(actor, snapshot)).join('; ')}`,
    state.notice ?? formatKeys(keys, snapshot),
  ];
  return (
    <Box flexDirection="column">
      {sentences.map((sentence) => (
        <Text key={sentence}>{`${replaceSigns(sentence)}.`}</Text>
      ))}
    </Box>
  );
}

function formatState({latest, displayed, isFrozen}: MonitorState): string {
  const {state, pipeline, settings} = latest.snapshot;
  return [
    state,
    ...pipeline.settings.map((report) => formatSetting(report, settings[report.name] ?? '')),
    `batch ${settings.batchMessages} of ${settings.capacityMessages}`,
    formatClock(displayed.snapshot.activeSeconds),
    ...(isFrozen ? ['the display is frozen'] : []),
  ].join(', ');
}

function formatActor(actor: ActorReport, snapshot: Snapshot): string {
  const wait = formatWait(snapshot, actor.name, findLongestWait(actor).kind);
  return `${actor.name} busy ${formatPercentInline(actor.busyNow)}, else waits for ${wait}`;
}

function formatKeys(keys: readonly KeyBinding[], snapshot: Snapshot): string {
  const hints = selectHints(keys, snapshot).map(({label, short}) => `${label} ${short}`);
  return `Keys: ${hints.join(', ')}`;
}

/** A screen reader reads arrows as signs. Words replace them. */
function replaceSigns(sentence: string): string {
  return sentence.replaceAll('→', 'to').replaceAll('↑↓', 'arrows and').replaceAll('…', 'to');
}

/**
 * Whether `after` has news that a screen reader must get at once. New figures alone can wait.
 */
export function hasUrgentNews(before: Snapshot, after: Snapshot): boolean {
  const countActive = ({alerts}: Snapshot) => alerts.filter(({isActive}) => isActive).length;
  return (
    before.state !== after.state ||
    !isSameSettings(before.settings, after.settings) ||
    countActive(before) !== countActive(after)
  );
}
