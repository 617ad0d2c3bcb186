import {Box, Text} from 'ink';
import type {Tallies as Counts} from '../engine/index.ts';
import {formatFinePercent, formatShort} from '../format/number.ts';
import {expectedShares} from '../format/shares.ts';
import {Line} from './line.tsx';
import {useColours} from './look.ts';
import {Section} from './section.tsx';

/** The kinds of results that are counted, in the order and with the names of every view. */
export const tallyKinds = [
  {key: 'fizz', name: 'Fizz'},
  {key: 'buzz', name: 'Buzz'},
  {key: 'fizzbuzz', name: 'FizzBuzz'},
  {key: 'value', name: 'Value'},
] as const;

/** A tally may differ from the expected one by this many messages. */
const toleranceMessages = 2;

/** Least number of columns for a tally. */
const cellColumnsMin = 16;
/** Least number of columns for a share beside the expected one. */
const expectedColumns = 17;

/** Props of `Tallies`. */
export interface Props {
  readonly tallies: Counts;
  readonly logged: number;
  readonly columns: number;
  readonly hasHeading: boolean;
}

/**
 * The panel of tallies: the four tallies, their shares, and the expected shares, which are
 * 4 : 2 : 1 : 8 of fifteen.
 */
export function Tallies({tallies, logged, columns, hasHeading}: Props) {
  const colours = useColours();
  const isRight = tallyKinds.every(
    ({key}) => Math.abs(tallies[key] - expectedShares[key] * logged) <= toleranceMessages,
  );
  const cell = Math.max(cellColumnsMin, Math.floor(columns / tallyKinds.length));
  const share = (count: number) => (logged > 0 ? count / logged : 0);
  const verdict = hasHeading ? '' : isRight ? ' ok' : ' NO';
  const expectation = (expected: number) =>
    cell < expectedColumns ? verdict : ` (${(expected * 100).toFixed(1)}${verdict})`;
  const rows = (
    <>
      <Line>
        {tallyKinds
          .map(({key, name}) => `${name} ${formatShort(tallies[key])}`.padEnd(cell))
          .join('')}
      </Line>
      <Line>
        {tallyKinds.map(({key}) => (
          <Text key={key}>
            <Text color={isRight ? colours.good : colours.alert}>
              {formatFinePercent(share(tallies[key]))}
            </Text>
            <Text dimColor>{expectation(expectedShares[key]).padEnd(cell - 8)}</Text>
          </Text>
        ))}
      </Line>
    </>
  );
  if (!hasHeading) return <Box flexDirection="column">{rows}</Box>;
  const note = isRight ? '4 : 2 : 1 : 8, as expected' : 'NOT 4 : 2 : 1 : 8';
  return (
    <Section title="Tallies" note={note} columns={columns}>
      {rows}
    </Section>
  );
}
