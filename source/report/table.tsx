/** Formats tables and paragraphs as text, without a terminal. */
import {Box, renderToString, Text} from 'ink';
import {Fragment, type ReactNode} from 'react';
import {Table} from './ink-table.ts';

/**
 * A row of a table: the text of each column, by the column's heading. All rows of a table have the
 * same columns.
 */
export type Row = Record<string, string>;

/** Pads each column of numbers on the left. The table component aligns to the left only. */
function alignNumbers(rows: Row[]): Row[] {
  const isNumber = (value: string) => /^[\d.,]+( [%x]| ?[kMGTP]?\/s)?$/.test(value);
  const widths = new Map<string, number>();
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) {
      widths.set(key, Math.max(widths.get(key) ?? key.length, value.length));
    }
  }
  const align = (key: string, value: string) =>
    isNumber(value.trim()) && key.trim() !== '' ? value.padStart(widths.get(key) ?? 0) : value;
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, align(key, value)])),
  );
}

/** Wide enough for every table, so that none is wrapped. A table is as wide as its content. */
const tableColumns = 160;

/** Formats a table with borders, as wide as its content. */
export function renderTable(rows: Row[]): string {
  return renderToString(
    <Box width={tableColumns}>
      <Table data={alignNumbers(rows)} />
    </Box>,
    {columns: tableColumns},
  );
}

/** Formats a table without borders, one line per row and one for the headings. */
export function renderPlainTable(rows: Row[]): string[] {
  const table = (
    <Box width={tableColumns}>
      <Table data={alignAll(rows)} skeleton={() => <Fragment />} cell={Plain} header={Plain} />
    </Box>
  );
  const lines = renderToString(table, {columns: tableColumns}).split('\n');
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

function Plain({children}: {readonly children?: ReactNode}) {
  return <Text>{children}</Text>;
}

/** Pads the headings of columns of numbers like their values. The table component cannot. */
function alignAll(rows: Row[]): Row[] {
  const headings = Object.keys(rows[0] ?? {}).map((key) => {
    const isNumeric = rows.every((row) =>
      /^\s*(-|[\d.,]+( ?[kMGTP])?( ?(ns|us|ms|s))?)\s*$/.test(row[key] ?? ''),
    );
    const width = Math.max(key.length, ...rows.map((row) => (row[key] ?? '').length));
    return {key, width, isNumeric};
  });
  return rows.map((row) =>
    Object.fromEntries(
      headings.map(({key, width, isNumeric}) =>
        isNumeric
          ? [key.padStart(width), (row[key] ?? '').trim().padStart(width)]
          : [key, row[key] ?? ''],
      ),
    ),
  );
}

/** The width of the narrowest common terminals. */
const textColumns = 79;

/** Wraps a paragraph between words. */
export function wrapText(text: string): string {
  const lines = renderToString(<Text>{text}</Text>, {columns: textColumns}).split('\n');
  // The renderer keeps the blank at a line break.
  return lines.map((line) => line.trim()).join('\n');
}

/** Returns rows as a Markdown table. */
export function renderMarkdown(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
    '',
  ].join('\n');
}
