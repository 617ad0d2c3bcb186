import {Box, Text} from 'ink';
import type {Snapshot} from '../engine/index.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {toDisplayText} from '../format/symbols.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import {useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';
import {findMainPath} from './main-path.ts';

interface Props {
  readonly snapshot: Snapshot;
  readonly keys: readonly KeyBinding[];
  readonly telemetryUrl: string | null;
  /** Greatest number of lines. */
  readonly rows: number;
  /** Lines of the help that are scrolled off above the screen. */
  readonly top: number;
}

/** The help: all keys with their long texts, and an explanation of the screen. It scrolls. */
export function Help({snapshot, keys, telemetryUrl, rows, top}: Props) {
  const colors = useColors();
  const symbols = useSymbols();
  const heading = (text: string) => (
    <Line key={text} bold color={colors.title}>
      {text}
    </Line>
  );
  const lines = [
    heading('Keys'),
    ...keys.flatMap(({keys: [key = ''], label = key, long}) =>
      long === undefined
        ? []
        : [
            <Line key={label}>
              <Text bold>{toDisplayText(label, symbols).padEnd(7)}</Text>
              {toDisplayText(long, symbols)}
            </Line>,
          ],
    ),
    <Line key="gap" />,
    heading('What is on the screen'),
    ...explainScreen(snapshot).map((line) => <Line key={line}>{line}</Line>),
    ...(isFizzBuzz(snapshot)
      ? [<Line key="lesson">What to try, and why it is so: docs/lesson.md.</Line>]
      : []),
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
      {hasMore ? <Line dimColor>{toDisplayText('↓ more', symbols)}</Line> : null}
    </Box>
  );
}

/** Explains the panels in lines that fit 80 columns. */
function explainScreen(snapshot: Snapshot): string[] {
  const {beat} = snapshot;
  const path = findMainPath(snapshot);
  const flows = path.map(({name, from, to}, index) =>
    [name, ...(index === 0 ? ['flow'] : []), `from the ${from} to the ${to}`].join(' '),
  );
  const flow = flows.join(', ');
  const release = beat === null ? '' : ` A ${beat.noun.replace(/s$/, '')} releases one batch.`;
  const text =
    `${flow.charAt(0).toUpperCase()}${flow.slice(1)}.${release} A full channel makes its sender ` +
    'wait: backpressure. Handing over is what threads take to wake each other. Throughput counts ' +
    `a message once, at the ${path.at(-1)?.to}. [n] is the thread of an actor; ui is what this ` +
    'picture takes. After a change, the line below the limit compares.';
  return text.match(/\S.{0,78}(?= |$)/g) ?? [];
}
