import {Box, Text} from 'ink';
import {type ActorReport, formatBeatRate, type Snapshot, waitKinds} from '../engine/index.ts';
import {alertInWords} from '../format/alert.ts';
import {limitAdvice, limitInWords} from '../format/limit.ts';
import {formatClock, formatPercent, formatRateInline} from '../format/number.ts';
import {waitInWords} from '../format/wait.ts';
import type {MonitorState} from '../store/monitor.ts';
import type {KeyWords} from './legend.tsx';
import {fillLevel, useColours} from './look.ts';
import {formatChange} from './notes.tsx';

interface Props {
  readonly state: MonitorState;
  readonly keys: readonly KeyWords[];
}

/**
 * The screen as sentences, for a screen reader. They give what bars and columns show at a glance,
 * and contain nothing that a screen reader spells out.
 */
export function Spoken({state, keys}: Props) {
  const colours = useColours();
  const {snapshot} = state.shown;
  const {throughput, channels, actors, alerts, change} = snapshot;
  const canSteer = state.origin === null;
  const fills = channels.map(
    ({name, fillNow}) => `${name} ${percent(fillNow)}, ${fillLevel(fillNow, colours).word}`,
  );
  const sentences = [
    `${state.origin?.text ?? 'fizzbuzz-tui'}, ${stateInWords(state)}`,
    `Throughput ${formatRateInline(throughput.nowPerSecond)}, mean ${formatRateInline(throughput.meanPerSecond)}, peak ${formatRateInline(throughput.peakPerSecond)}`,
    `Limit: ${limitInWords(snapshot)}${canSteer ? limitAdvice(snapshot.limit, snapshot.mode) : ''}`,
    ...alerts
      .filter(({isActive}) => isActive)
      .map((alert) => `Alert ${alertInWords(alert, canSteer)}`),
    ...(change === null ? [] : [`Last change: ${formatChange(change)}`]),
    `Channels: ${fills.join('; ')}`,
    `Actors: ${actors.map(actorInWords).join('; ')}`,
    state.notice ?? keysInWords(keys),
  ];
  return (
    <Box flexDirection="column">
      {sentences.map((sentence) => (
        <Text key={sentence}>{`${inAscii(sentence)}.`}</Text>
      ))}
    </Box>
  );
}

function stateInWords({live, isFrozen, shown}: MonitorState): string {
  const {state, mode, beat, batchMessages, channels} = live.snapshot;
  const size = `batch ${batchMessages} of ${channels[0]?.capacityMessages}`;
  const time = formatClock(shown.snapshot.activeSeconds);
  const words = [state, mode, formatBeatRate(beat.periodMs), size, time];
  return [...words, ...(isFrozen ? ['the display is frozen'] : [])].join(', ');
}

function actorInWords(actor: ActorReport): string {
  const {name, busyNow, waitsNow} = actor;
  const kind = waitKinds.reduce((most, next) => (waitsNow[next] > waitsNow[most] ? next : most));
  return `${name} busy ${percent(busyNow)}, else waits for ${waitInWords(name, kind)}`;
}

function keysInWords(keys: readonly KeyWords[]): string {
  const told = keys.filter(({label, short}) => label !== undefined && short !== undefined);
  return `Keys: ${told.map(({label, short}) => `${label} ${short}`).join(', ')}`;
}

function percent(share: number): string {
  return formatPercent(share).trim();
}

/** A screen reader reads arrows as signs. Words replace them. */
function inAscii(sentence: string): string {
  return sentence.replaceAll('→', 'to').replaceAll('↑↓', 'arrows and').replaceAll('…', 'to');
}

/**
 * Whether `after` has news that a screen reader must get at once. New figures alone can wait.
 */
export function saysMore(before: Snapshot, after: Snapshot): boolean {
  const active = ({alerts}: Snapshot) => alerts.filter(({isActive}) => isActive).length;
  return (
    before.state !== after.state ||
    before.mode !== after.mode ||
    before.beat.periodMs !== after.beat.periodMs ||
    before.batchMessages !== after.batchMessages ||
    before.channels[0]?.capacityMessages !== after.channels[0]?.capacityMessages ||
    active(before) !== active(after)
  );
}
