/**
 * One line of text, cut where its panel ends.
 *
 * Ink measures every text anew in each frame, and of text beyond ASCII it looks at each character with a dozen regular
 * expressions: bars, rules and arrows are most of what a frame takes. Our own characters all take one column, so a line cuts
 * itself. Ink is given one blank to measure, and the painted line takes its place when it has.
 */
import {Text, Transform} from 'ink';
import type {ReactNode} from 'react';
import {useColumns, useSymbols} from './look.ts';
import {cutSpans, paint, type Style, spansOf} from './spans.ts';

export interface Props extends Style {
  /** Text, and `Text` elements. */
  readonly children?: ReactNode;
}

/** Printable ASCII, what charts and pictures are drawn with, and the few signs of our sentences. */
const oneColumnEach = /^[\u0020-\u007e\u2190-\u2193\u2500-\u25ff\u2800-\u28ff\u2026\u00d7\u2019]*$/;

/** As high as a line. How wide it is does not matter, for nothing stands beside a line. */
const blank = ' ';

export function Line({children, ...style}: Props) {
  const columns = useColumns();
  const {isUnicode} = useSymbols();
  const spans = spansOf(children, style);
  const text = spans.map((span) => span.text).join('');
  // What comes from elsewhere may be wide: that is left to Ink.
  if (!oneColumnEach.test(text)) {
    return (
      <Text {...style} wrap="truncate">
        {children}
      </Text>
    );
  }
  const mark = isUnicode ? '…' : '';
  const painted = cutSpans(spans, columns, mark).map(paint).join('');
  return (
    <Transform transform={() => painted} accessibilityLabel={inWords(text)}>
      {blank}
    </Transform>
  );
}

/** The line for those who hear it: without bars, rules and other pictures. */
function inWords(text: string): string {
  return text
    .replaceAll(/[\u2500-\u25ff\u2800-\u28ff]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
