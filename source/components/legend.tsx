/** The keys, always on the screen; and all of them explained on `?`. */
import {Box, Text} from 'ink';
import {spell} from '../format/symbols.ts';
import {Line} from './line.tsx';
import {colours, useSymbols} from './look.ts';

const keys = [
  {
    key: 'z',
    short: 'zero-copy',
    long: 'switch between double-buffer and zero-copy, at the next batch',
  },
  {key: '+', short: 'faster', long: 'more beats a second: 1, 2, 5, 10 … 10,000, then free-running'},
  {key: '-', short: 'slower', long: 'fewer beats a second'},
  {key: 'p', short: 'pause', long: 'pause the pipeline, and resume it'},
  {key: 'space', short: 'freeze', long: 'freeze the display; the pipeline runs on'},
  {
    key: 'x',
    short: 'crash',
    long: "crash the selected actor's thread (arrows select): nothing is lost",
  },
  {key: '?', short: 'help', long: 'this text; any of ? and Esc closes it'},
  {
    key: 'q',
    short: 'quit',
    long: 'stop, drain and show the summary; twice: at once (Ctrl-C alike)',
  },
] as const;

/** One line that names every key, with its word where the screen is wide enough for all words. */
export function Legend({columns}: {readonly columns: number}) {
  const worded = keys.map(({key, short}) => `${key} ${short}`).join('  ');
  const hasWords = worded.length <= columns;
  return (
    <Line>
      {keys.map(({key, short}, place) => (
        <Text key={key}>
          {place === 0 ? '' : hasWords ? '  ' : ' '}
          <Text bold color={colours.title}>
            {key}
          </Text>
          {hasWords ? ` ${short}` : ''}
        </Text>
      ))}
    </Line>
  );
}

export function Help() {
  const symbols = useSymbols();
  return (
    <Box flexDirection="column" flexShrink={0} paddingX={1}>
      <Text bold color={colours.title}>
        Keys
      </Text>
      {keys.map(({key, long}) => (
        <Line key={key}>
          <Text bold>{key.padEnd(7)}</Text>
          {spell(long, symbols)}
        </Line>
      ))}
      <Text> </Text>
      <Text bold color={colours.title}>
        What is on the screen
      </Text>
      <Text>
        Values flow from the generator to the worker, results from the worker to the logger. Each
        beat of the heart releases one batch. A full channel makes its sender wait: that is
        backpressure. Throughput counts each message once, at the logger. [n] is the thread an actor
        runs on.
      </Text>
    </Box>
  );
}
