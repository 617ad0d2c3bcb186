import {Text, Transform} from 'ink';
import type {ReactNode} from 'react';
import {useColumns, useSymbols} from './context.ts';
import {cutSpans, paint, type Style, toSpans} from './spans.ts';

interface Props extends Style {
  /** Strings, numbers and `Text` elements. */
  readonly children?: ReactNode;
}

/** Printable ASCII, the characters of charts and bars, and the signs in this program's texts. */
const oneColumnEach = /^[\u0020-\u007e\u2190-\u2193\u2500-\u25ff\u2800-\u28ff\u2026\u00d7\u2019]*$/;

/** As high as a line. Its width does not matter, because nothing is beside a line. */
const blank = ' ';

/**
 * One line of text, cut at the end of its panel.
 *
 * Ink measures every text again in each frame. It tests each character beyond ASCII with a dozen
 * regular expressions. Bars, rules and arrows therefore take most of the time of a frame. The
 * characters of this program all take one column, so a line cuts itself. Ink measures one blank,
 * and the painted line then replaces the blank.
 */
export function Line({children, ...style}: Props) {
  const columns = useColumns();
  const {isUnicode} = useSymbols();
  const spans = toSpans(children, style);
  const text = spans.map((span) => span.text).join('');
  // Text from outside this program may have wide characters. Ink draws that text.
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
    <Transform transform={() => painted} accessibilityLabel={toSpokenText(text)}>
      {blank}
    </Transform>
  );
}

/** Returns the text of the line for a screen reader, without bars, rules and other graphics. */
function toSpokenText(text: string): string {
  return text
    .replaceAll(/[\u2500-\u25ff\u2800-\u28ff]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
