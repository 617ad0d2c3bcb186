import {Box, Text} from 'ink';
import type {AlertReport, LogLevel, LogLine, Snapshot} from '../engine/index.ts';
import {formatAlert} from '../format/alert.ts';
import type {Colors} from '../format/themes.ts';
import {useColors} from './context.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

/** With more lines than this, the panel has a heading. */
const rowsBare = 2;

interface Props {
  readonly snapshot: Pick<Snapshot, 'alerts' | 'log'>;
  /** The keys that alerts advise are not available. */
  readonly isReadOnly: boolean;
  readonly columns: number;
  /** Lines to fill, including the heading. */
  readonly rows: number;
}

/** The panel of events: alerts, then as many of the latest log lines as fit. */
export function LogPanel({snapshot: {alerts, log}, isReadOnly, columns, rows}: Props) {
  if (rows <= 0) return null;
  const hasHeading = rows > rowsBare;
  const free = hasHeading ? rows - 1 : rows;
  // With few lines, past alerts are hidden in favour of log lines.
  const relevant = hasHeading ? alerts : alerts.filter(({isActive}) => isActive);
  const shown = relevant.slice(0, Math.max(1, Math.floor(free / 2)));
  const logRows = free - shown.length;
  const lines = (
    <>
      {shown.map((alert) => (
        <AlertRow key={alert.kind} alert={alert} isReadOnly={isReadOnly} />
      ))}
      {logRows > 0
        ? log.slice(-logRows).map((line) => <LogRow key={line.number} line={line} />)
        : null}
    </>
  );
  if (!hasHeading) return <Box flexDirection="column">{lines}</Box>;
  return (
    <Section title={shown.length > 0 ? 'Alerts and log' : 'Log'} columns={columns}>
      {lines}
    </Section>
  );
}

/** The line of an alert. An active alert has a mark, so that it does not rely on colour alone. */
function AlertRow({
  alert,
  isReadOnly,
}: {
  readonly alert: AlertReport;
  readonly isReadOnly: boolean;
}) {
  const colors = useColors();
  const {isActive} = alert;
  return (
    <Line bold={isActive} dimColor={!isActive} color={isActive ? colors.alert : ''}>
      {isActive ? '! ' : '  '}
      {formatAlert(alert, isReadOnly)}
    </Line>
  );
}

const levelColors: Partial<Record<LogLevel, keyof Colors>> = {error: 'alert', warn: 'notice'};

function LogRow({line: {level, atSeconds, text}}: {readonly line: LogLine}) {
  const colors = useColors();
  const meaning = levelColors[level];
  return (
    <Line color={meaning === undefined ? '' : colors[meaning]}>
      <Text dimColor>{atSeconds.toFixed(1).padStart(7)} </Text>
      {level === 'info' ? '' : `${level}: `}
      {text}
    </Line>
  );
}
