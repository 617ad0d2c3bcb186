/** The keys, always on the screen; and all of them explained on `?`. */
import {Box, Text} from 'ink';
import {spell} from '../format/symbols.ts';
import {Line} from './line.tsx';
import {useColours, useSymbols} from './look.ts';

/** What a key is called on the screen; keys without a label are not told, those without a short word in the help only. */
export interface KeyWords {
  readonly label?: string;
  readonly short?: string;
  readonly long?: string;
  /** Left out of the legend where the screen is narrow. */
  readonly isMinor?: boolean;
}

interface Props {
  readonly keys: readonly KeyWords[];
}

interface LegendProps extends Props {
  /** Stands in the place of the keys, when there is one. */
  readonly notice: string | null;
  readonly columns: number;
}

/** One line that names the keys: all with their words where the screen is wide enough, else those used most, else without words. */
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

/** In lines that fit 80 columns. */
const explanation = [
  'Values flow from the generator to the worker, results from the worker to the',
  'logger. A beat releases one batch. A full channel makes its sender wait:',
  'backpressure. Handing over is what threads take to wake each other. Throughput',
  'counts a message once, at the logger. [n] is the thread of an actor; ui is what',
  'this picture takes. After a change, the line below the limit compares.',
] as const;

interface HelpProps extends Props {
  readonly telemetryUrl: string | null;
  /** Lines that it may take. */
  readonly rows: number;
  /** Lines of it above the screen. */
  readonly top: number;
}

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
  // Scrolled no further than to its end; the last line says that there is more.
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
