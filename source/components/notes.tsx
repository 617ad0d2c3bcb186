/** What the program says in words: the limit, what the last change did, memory, and the log. */
import {Box, Text} from 'ink';
import type {ChangeReport, Figures, LogLevel, LogLine, Snapshot} from '../engine/index.ts';
import {limitAdvice, limitInWords} from '../format/limit.ts';
import {formatMs, formatRateInline} from '../format/number.ts';
import {spell} from '../format/symbols.ts';
import type {Colours} from '../format/themes.ts';
import {Line} from './line.tsx';
import {useColours, useSymbols} from './look.ts';
import {Section} from './section.tsx';

interface LimitProps {
  readonly snapshot: Snapshot;
  /** The keys that would change it are there. */
  readonly canSteer: boolean;
}

/** What limits the pipeline now. */
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

/** Before and after the last change; until there was one, latency and kernels. */
export function ChangeLine({snapshot}: {readonly snapshot: Snapshot}) {
  const symbols = useSymbols();
  const {change, latency, machine} = snapshot;
  if (change !== null) return <Line>{spell(changeInWords(change), symbols)}</Line>;
  const delay =
    latency === null ? '' : `latency ${formatMs(latency.p50Ms)}, p99 ${formatMs(latency.p99Ms)}  `;
  return (
    <Line dimColor>
      {delay}kernels {machine.kernels}
    </Line>
  );
}

function changeInWords({what, before, after}: ChangeReport): string {
  const from = formatRateInline(before.perSecond);
  if (after === null) return `${what}: before ${from}, after: measuring`;
  const to = formatRateInline(after.perSecond);
  const work = `worker ${formatWork(before)} → ${formatWork(after)} ns each`;
  return `${what}: ${from} → ${to}, ${work}`;
}

function formatWork({workerNsPerMessage}: Figures): string {
  return workerNsPerMessage === null ? '?' : workerNsPerMessage.toFixed(2);
}

function levelColour(level: LogLevel, colours: Colours): string {
  if (level === 'error') return colours.alert;
  return level === 'warn' ? colours.notice : '';
}

/** Above this many lines the log has a heading. */
const logRowsBare = 2;

interface LogProps {
  readonly log: readonly LogLine[];
  readonly columns: number;
  /** Lines to fill, the heading's included. */
  readonly rows: number;
}

/** The latest log lines, as many as there is room for. */
export function Log({log, columns, rows}: LogProps) {
  const colours = useColours();
  if (rows <= 0) return null;
  const hasHeading = rows > logRowsBare;
  const lines = log.slice(hasHeading ? 1 - rows : -rows).map((line) => (
    <Line key={line.number} color={levelColour(line.level, colours)}>
      <Text dimColor>{line.atSeconds.toFixed(1).padStart(7)} </Text>
      {line.level === 'info' ? '' : `${line.level}: `}
      {line.text}
    </Line>
  ));
  if (!hasHeading) return <Box flexDirection="column">{lines}</Box>;
  return (
    <Section title="Log" columns={columns}>
      {lines}
    </Section>
  );
}
