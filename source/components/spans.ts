/**
 * Spans: the text of a line in parts of one style each, and the terminal codes of a part.
 *
 * Spans come from the same elements that Ink draws, which are `Text` within a line. See
 * `line.tsx` for why Ink does not draw them.
 */
import chalk, {type ForegroundColorName} from 'chalk';
import {Text} from 'ink';
import {Fragment, isValidElement, type ReactNode} from 'react';

/** The style of a text. An empty colour is the terminal's own colour. */
export interface Style {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
}

/** A contiguous part of a line, in one style. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/**
 * Returns the spans of strings, numbers and nested `Text` elements. The style of the innermost
 * element wins.
 * @throws {Error} on any other element
 */
export function toSpans(node: ReactNode, style: Style): readonly Span[] {
  if (typeof node === 'string' || typeof node === 'number') return [{text: String(node), style}];
  if (node === null || node === undefined || typeof node === 'boolean') return [];
  if (Array.isArray(node)) return node.flatMap((child) => toSpans(child, style));
  if (isValidElement<Style & {readonly children?: ReactNode}>(node)) {
    const {children, ...own} = node.props;
    if (node.type === Text) return toSpans(children, {...style, ...own});
    if (node.type === Fragment) return toSpans(children, style);
  }
  throw new Error('Broken promise: a line holds nothing but text');
}

/**
 * Cuts spans to `columns`. Each character takes one column. A cut line ends in `mark`, within
 * `columns`.
 */
export function cutSpans(spans: readonly Span[], columns: number, mark: string): readonly Span[] {
  const width = spans.reduce((sum, {text}) => sum + text.length, 0);
  if (width <= columns) return spans;
  let free = columns - mark.length;
  if (free <= 0) return [{text: mark.slice(0, columns), style: {}}];
  return spans.flatMap(({text, style}) => {
    if (free === 0) return [];
    const left = text.slice(0, free);
    free -= left.length;
    return [{text: free === 0 ? left + mark : left, style}];
  });
}

/** Returns the text of a span with the terminal codes of its style. */
export function paint({text, style: {color, bold, dimColor, inverse}}: Span): string {
  if (text === '') return '';
  let painted = dimColor ? chalk.dim(text) : text;
  if (color) painted = chalk[color as ForegroundColorName](painted);
  if (bold) painted = chalk.bold(painted);
  return inverse ? chalk.inverse(painted) : painted;
}
