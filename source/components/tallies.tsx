import {Box, Text} from 'ink';
import type {CounterReport} from '../engine/index.ts';
import {formatFinePercent, formatShort} from '../format/number.ts';
import {useColors} from './context.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

/** A tally may differ from the expected one by this many messages. */
const toleranceMessages = 2;

/** Least number of columns for a tally. */
const cellColumnsMin = 16;
/** Least number of columns for a share beside the expected one. */
const expectedColumns = 17;

interface Props {
  readonly counters: readonly CounterReport[];
  readonly columns: number;
  readonly hasHeading: boolean;
}

/** The panel of tallies: the counters, their shares of all, and the expected shares. */
export function Tallies({counters, columns, hasHeading}: Props) {
  const colors = useColors();
  if (counters.length === 0) return null;
  const total = sumCounts(counters);
  const isRight = counters.every(
    ({count, share}) => share === null || Math.abs(count - share * total) <= toleranceMessages,
  );
  const hasShares = counters.some(({share}) => share !== null);
  const cell = Math.max(cellColumnsMin, Math.floor(columns / counters.length));
  const verdict = hasHeading ? '' : isRight ? ' ok' : ' NO';
  const formatExpected = (share: number) =>
    cell < expectedColumns ? verdict : ` (${(share * 100).toFixed(1)}${verdict})`;
  const rows = (
    <>
      <Line>
        {counters.map(({label, count}) => `${label} ${formatShort(count)}`.padEnd(cell)).join('')}
      </Line>
      {hasShares ? (
        <Line>
          {counters.map(({name, count, share}) => (
            <Text key={name}>
              <Text color={isRight ? colors.good : colors.alert}>
                {share === null ? ' '.repeat(8) : formatFinePercent(total > 0 ? count / total : 0)}
              </Text>
              <Text dimColor>{(share === null ? '' : formatExpected(share)).padEnd(cell - 8)}</Text>
            </Text>
          ))}
        </Line>
      ) : null}
    </>
  );
  if (!hasHeading) return <Box flexDirection="column">{rows}</Box>;
  return (
    <Section
      title="Tallies"
      note={hasShares ? formatNote(counters, isRight) : ''}
      columns={columns}
    >
      {rows}
    </Section>
  );
}

/** Returns the sum of all counters. */
export function sumCounts(counters: readonly CounterReport[]): number {
  return counters.reduce((sum, {count}) => sum + count, 0);
}

function formatNote(counters: readonly CounterReport[], isRight: boolean): string {
  const ratio = formatRatio(counters);
  if (ratio === undefined) return isRight ? 'as expected' : 'NOT as expected';
  return isRight ? `${ratio}, as expected` : `NOT ${ratio}`;
}

/** Greatest denominator of shares that are shown as a ratio. */
const denominatorMax = 100;

/** Formats expected shares as a ratio, `4 : 2 : 1 : 8`; `undefined` without small integers. */
function formatRatio(counters: readonly CounterReport[]): string | undefined {
  for (let whole = 1; whole <= denominatorMax; whole++) {
    const parts = counters.map(({share}) => (share ?? Number.NaN) * whole);
    if (parts.every((part) => Math.abs(part - Math.round(part)) < 1e-6)) {
      return parts.map((part) => Math.round(part)).join(' : ');
    }
  }
  return undefined;
}
