/** What the program says in words: the limit, what the last change did, memory, and the log. */
import {Box, Text} from 'ink';
import type {ChangeReport, Figures, LogLevel, LogLine, Snapshot} from '../engine/index.ts';
import {limitInWords} from '../format/limit.ts';
import {formatBytes, formatMs, formatRateInline} from '../format/number.ts';
import {colours} from './look.ts';
import {Section} from './section.tsx';

/** What limits the pipeline now. */
export function LimitLine({snapshot}: {readonly snapshot: Snapshot}) {
  return (
    <Text wrap="truncate">
      <Text bold color={colours.title}>
        Limit{' '}
      </Text>
      {limitInWords(snapshot.limit, snapshot.mode)}
    </Text>
  );
}

/** Before and after the last change; until there was one, latency, memory and kernels. */
export function ChangeLine({snapshot}: {readonly snapshot: Snapshot}) {
  const {change, latency, memory, machine} = snapshot;
  if (change !== null) return <Text wrap="truncate">{changeInWords(change)}</Text>;
  const delay =
    latency === null ? '' : `latency ${formatMs(latency.p50Ms)}, p99 ${formatMs(latency.p99Ms)}  `;
  return (
    <Text wrap="truncate" dimColor>
      {delay}memory {formatBytes(memory.residentBytes)} kernels {machine.kernels}
    </Text>
  );
}

function changeInWords({what, before, after}: ChangeReport): string {
  const from = `before ${formatRateInline(before.perSecond)}`;
  if (after === null) return `${what}: ${from}, after: measuring`;
  const to = `after ${formatRateInline(after.perSecond)}`;
  const work = `worker ${formatWork(before)} then ${formatWork(after)} ns each`;
  return `${what}: ${from}, ${to}; ${work}`;
}

function formatWork({workerNsPerMessage}: Figures): string {
  return workerNsPerMessage === null ? '?' : workerNsPerMessage.toFixed(2);
}

const levelColours: Partial<Record<LogLevel, string>> = {
  error: colours.alert,
  warn: colours.notice,
};

/** Above this many lines the log has a heading. */
const logRowsBare = 2;

export interface LogProps {
  readonly log: readonly LogLine[];
  readonly columns: number;
  /** Lines to fill, the heading's included. */
  readonly rows: number;
}

/** The latest log lines, as many as there is room for. */
export function Log({log, columns, rows}: LogProps) {
  if (rows <= 0) return null;
  const hasHeading = rows > logRowsBare;
  const lines = log.slice(hasHeading ? 1 - rows : -rows).map((line) => (
    <Text key={line.number} wrap="truncate" color={levelColours[line.level] ?? ''}>
      <Text dimColor>{line.atSeconds.toFixed(1).padStart(7)} </Text>
      {line.level === 'info' ? '' : `${line.level}: `}
      {line.text}
    </Text>
  ));
  if (!hasHeading) return <Box flexDirection="column">{lines}</Box>;
  return (
    <Section title="Log" columns={columns}>
      {lines}
    </Section>
  );
}
