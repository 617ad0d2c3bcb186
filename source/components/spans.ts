/**
 * Spans: the text of a line in pieces of one style each, and what a terminal is sent for them.
 *
 * Made of the same elements that Ink would draw, `Text` within a line; see `line.tsx` for why Ink is not left to do it.
 */
import chalk, {type ForegroundColorName} from 'chalk';
import {Text} from 'ink';
import {Fragment, isValidElement, type ReactNode} from 'react';

/** What sets a piece of text apart; an empty colour is the terminal's own. */
export interface Style {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
}

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/**
 * The spans of text, numbers, and `Text` elements in each other; the style of the innermost holds.
 * @throws {Error} on any other element
 */
export function spansOf(node: ReactNode, style: Style): readonly Span[] {
  if (typeof node === 'string' || typeof node === 'number') return [{text: String(node), style}];
  if (node === null || node === undefined || typeof node === 'boolean') return [];
  if (Array.isArray(node)) return node.flatMap((child) => spansOf(child, style));
  if (isValidElement<Style & {readonly children?: ReactNode}>(node)) {
    const {children, ...own} = node.props;
    if (node.type === Text) return spansOf(children, {...style, ...own});
    if (node.type === Fragment) return spansOf(children, style);
  }
  throw new Error('Broken promise: a line holds nothing but text');
}

/** Spans that fit `columns`, each of whose characters takes one; where they are cut, `mark` ends them. */
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

/** What a terminal is sent for a span. */
export function paint({text, style: {color, bold, dimColor, inverse}}: Span): string {
  if (text === '') return '';
  let painted = dimColor ? chalk.dim(text) : text;
  if (color) painted = chalk[color as ForegroundColorName](painted);
  if (bold) painted = chalk.bold(painted);
  return inverse ? chalk.inverse(painted) : painted;
}
