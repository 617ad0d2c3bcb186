/** The legend of keys, which is always on the screen, and the help that `?` opens. */
import {Box, Text} from 'ink';
import {spell} from '../format/symbols.ts';
import {Line} from './line.tsx';
import {useColours, useSymbols} from './look.ts';

/**
 * The texts of a key on the screen. Keys without a label are hidden. Keys without a short word are
 * in the help only.
 */
export interface KeyWords {
  readonly label?: string;
  readonly short?: string;
  readonly long?: string;
  /** The legend of a narrow screen hides the key. */
  readonly isMinor?: boolean;
}

interface Props {
  readonly keys: readonly KeyWords[];
}

interface LegendProps extends Props {
  /** A text that replaces the keys; null shows the keys. */
  readonly notice: string | null;
  readonly columns: number;
}

/**
 * One line of keys. A wide screen shows all keys with their words. A narrower one shows the major
 * keys with their words, and the narrowest shows the major keys without words.
 */
export function Legend({keys, notice, columns}: LegendProps) {
  const colours = useColours();
  const symbols = useSymbols();
  if (notice !== null) return <Line bold>{notice}</Line>;
  const worded = labelled(keys).filter(({short}) => short !== undefined);
  const all = worded.map((key) => ({...key, label: spell(key.label, symbols)}));
  const fits = (some: typeof all) =>
    some.map(({label, short}) => `${label} ${short}`).join('  ').length <= columns;
  const told = fits(all) ? all : all.filter(({isMinor}) => isMinor !== true);
  const hasWords = fits(told);
  return (
    <Line>
      {told.map(({label, short}, place) => (
        <Text key={label}>
          {place === 0 ? '' : hasWords ? '  ' : ' '}
          <Text bold color={colours.title}>
            {label}
          </Text>
          {hasWords ? ` ${short}` : ''}
        </Text>
      ))}
    </Line>
  );
}

/** Lines that fit 80 columns. */
const explanation = [
  'Values flow from the generator to the worker, results from the worker to the',
  'logger. A beat releases one batch. A full channel makes its sender wait:',
  'backpressure. Handing over is what threads take to wake each other. Throughput',
  'counts a message once, at the logger. [n] is the thread of an actor; ui is what',
  'this picture takes. After a change, the line below the limit compares.',
] as const;

interface HelpProps extends Props {
  readonly telemetryUrl: string | null;
  /** Greatest number of lines. */
  readonly rows: number;
  /** Lines of the help that are scrolled off above the screen. */
  readonly top: number;
}

/** The help: all keys with their long texts, and an explanation of the screen. It scrolls. */
export function Help({keys, telemetryUrl, rows, top}: HelpProps) {
  const colours = useColours();
  const symbols = useSymbols();
  const heading = (text: string) => (
    <Line key={text} bold color={colours.title}>
      {text}
    </Line>
  );
  const lines = [
    heading('Keys'),
    ...labelled(keys)
      .filter(({long}) => long !== undefined)
      .map(({label, long}) => (
        <Line key={label}>
          <Text bold>{spell(label, symbols).padEnd(7)}</Text>
          {spell(long ?? '', symbols)}
        </Line>
      )),
    <Line key="gap" />,
    heading('What is on the screen'),
    ...explanation.map((line) => <Line key={line}>{line}</Line>),
    <Line key="lesson">What to try, and why it is so: docs/lesson.md.</Line>,
    ...(telemetryUrl === null
      ? []
      : [<Line key="telemetry">Telemetry, a page among it: {telemetryUrl}</Line>]),
  ];
  // Scrolling stops at the end of the help. The last line shows that there is more.
  const from = Math.max(0, Math.min(top, lines.length - rows));
  const hasMore = from + rows < lines.length;
  const shown = lines.slice(from, from + (hasMore ? rows - 1 : rows));
  return (
    <Box flexDirection="column" flexShrink={0}>
      {shown}
      {hasMore ? <Line dimColor>{spell('↓ more', symbols)}</Line> : null}
    </Box>
  );
}

function labelled(keys: readonly KeyWords[]) {
  return keys.filter((key): key is KeyWords & {label: string} => key.label !== undefined);
}
