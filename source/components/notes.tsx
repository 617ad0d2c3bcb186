/**
 * Panels of text: the limit, the effect of the last change, latency and memory, alerts and the log.
 */
import {Box, Text} from 'ink';
import type {
  AlertReport,
  ChangeMetrics,
  ChangeReport,
  LogLevel,
  LogLine,
  Snapshot,
} from '../engine/index.ts';
import {alertInWords} from '../format/alert.ts';
import {limitAdvice, limitInWords} from '../format/limit.ts';
import {formatBytes, formatMs, formatNs, formatRateInline} from '../format/number.ts';
import {spell} from '../format/symbols.ts';
import type {Colours} from '../format/themes.ts';
import {Line} from './line.tsx';
import {useColours, useSymbols} from './look.ts';
import {Section} from './section.tsx';

interface LimitProps {
  readonly snapshot: Snapshot;
  /** The keys that change the limit are available. */
  readonly canSteer: boolean;
}

/** The line that names the present limit of the pipeline. */
export function LimitLine({snapshot, canSteer}: LimitProps) {
  const colours = useColours();
  return (
    <Line>
      <Text bold color={colours.title}>
        Limit{' '}
      </Text>
      {limitInWords(snapshot)}
      {canSteer ? limitAdvice(snapshot.limit, snapshot.mode) : ''}
    </Line>
  );
}

interface ChangeProps {
  readonly change: ChangeReport | null;
  readonly columns: number;
}

/**
 * The line that compares the figures before and after the last change. On a narrow screen the
 * figures come first, so that the cut removes other text.
 */
export function ChangeLine({change, columns}: ChangeProps) {
  const symbols = useSymbols();
  if (change === null) return null;
  const text = formatChange(change);
  const {what} = change;
  const fitting = text.length <= columns ? text : `${formatChangeMetrics(change)}: ${what}`;
  return <Line>{spell(fitting, symbols)}</Line>;
}

/**
 * The line of vital figures: end-to-end latency of a message in the present segment, the memory of
 * the run, and its kernels.
 */
export function VitalsLine({snapshot}: {readonly snapshot: Snapshot}) {
  const {segments, memory, machine} = snapshot;
  const latency = segments.at(-1)?.latency ?? snapshot.latency;
  const delay =
    latency === null ? '' : `latency ${formatMs(latency.p50Ms)}, p99 ${formatMs(latency.p99Ms)}  `;
  return (
    <Line dimColor>
      {delay}memory {formatBytes(memory.residentBytes)}, rings {formatBytes(memory.sharedBytes)}
      {'  '}kernels {machine.kernels}
    </Line>
  );
}

/** Formats the last change and its effect on the figures. */
export function formatChange(change: ChangeReport): string {
  return `${change.what}: ${formatChangeMetrics(change)}`;
}

function formatChangeMetrics({before, after}: ChangeReport): string {
  const from = before === null ? 'not measured' : formatRateInline(before.perSecond);
  if (after === null) return `before ${from}, after: measuring`;
  const to = formatRateInline(after.perSecond);
  const [was, is] = [formatWork(before), formatWork(after)];
  // A unit that both figures have is shown once.
  const bare = unitOf(was) === unitOf(is) ? was.split(' ')[0] : was;
  const work = `worker ${bare} → ${is} each`;
  return `${from} → ${to}, ${work}`;
}

function unitOf(duration: string): string {
  return duration.split(' ')[1] ?? '';
}

function formatWork(figures: ChangeMetrics | null): string {
  const work = figures?.workerNsPerMessage ?? null;
  return work === null ? '?' : formatNs(work);
}

function levelColour(level: LogLevel, colours: Colours): string {
  if (level === 'error') return colours.alert;
  return level === 'warn' ? colours.notice : '';
}

/** With more lines than this, the panel has a heading. */
const rowsBare = 2;

interface EventsProps {
  readonly alerts: readonly AlertReport[];
  readonly log: readonly LogLine[];
  readonly canSteer: boolean;
  readonly columns: number;
  /** Lines to fill, including the heading. */
  readonly rows: number;
}

/** The panel of events: alerts, then as many of the latest log lines as fit. */
export function Events({alerts, log, canSteer, columns, rows}: EventsProps) {
  if (rows <= 0) return null;
  const hasHeading = rows > rowsBare;
  const free = hasHeading ? rows - 1 : rows;
  // With few lines, past alerts are hidden in favour of log lines.
  const told = hasHeading ? alerts : alerts.filter(({isActive}) => isActive);
  const shown = told.slice(0, Math.max(1, Math.floor(free / 2)));
  const logRows = free - shown.length;
  const lines = (
    <>
      {shown.map((alert) => (
        <AlertLine key={alert.kind} alert={alert} canSteer={canSteer} />
      ))}
      {logRows > 0
        ? log.slice(-logRows).map((line) => <LogRow key={line.number} line={line} />)
        : null}
    </>
  );
  if (!hasHeading) return <Box flexDirection="column">{lines}</Box>;
  const title = shown.length > 0 ? 'Alerts and log' : 'Log';
  return (
    <Section title={title} columns={columns}>
      {lines}
    </Section>
  );
}

/** The line of an alert. An active alert has a mark, so that it does not rely on colour alone. */
function AlertLine({alert, canSteer}: {readonly alert: AlertReport; readonly canSteer: boolean}) {
  const colours = useColours();
  const {isActive} = alert;
  return (
    <Line bold={isActive} dimColor={!isActive} color={isActive ? colours.alert : ''}>
      {isActive ? '! ' : '  '}
      {alertInWords(alert, canSteer)}
    </Line>
  );
}

function LogRow({line}: {readonly line: LogLine}) {
  const colours = useColours();
  return (
    <Line color={levelColour(line.level, colours)}>
      <Text dimColor>{line.atSeconds.toFixed(1).padStart(7)} </Text>
      {line.level === 'info' ? '' : `${line.level}: `}
      {line.text}
    </Line>
  );
}
