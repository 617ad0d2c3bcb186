// A line draws itself, past Ink's measuring: it must look as Ink would draw the same elements.
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {Box, renderToString, Text} from 'ink';
import {expect, test} from 'vitest';
import {ColumnsContext} from '../../source/components/context.ts';
import {Line} from '../../source/components/line.tsx';
import {cutSpans, toSpans} from '../../source/components/spans.ts';
import {asciiSymbols} from '../../source/format/symbols.ts';
import {linesOf} from '../helpers/render.tsx';

const letters = fc.string({unit: fc.constantFrom(...'ab 1─█░→…┊⣿'), maxLength: 30});

test('the same text stands there as Ink would draw, at any width', () => {
  fc.assert(
    fc.property(letters, letters, fc.integer({min: 1, max: 70}), (one, two, columns) => {
      const children = [
        one,
        <Text key="bold" bold>
          {two}
        </Text>,
      ];
      const own = renderToString(
        <ColumnsContext value={columns}>
          <Line>{children}</Line>
        </ColumnsContext>,
        {columns},
      );
      const inks = renderToString(
        <Box width={columns}>
          <Text wrap="truncate">{children}</Text>
        </Box>,
        {columns},
      );
      expect(stripVTControlCharacters(own).trimEnd()).toBe(
        stripVTControlCharacters(inks).trimEnd(),
      );
    }),
  );
});

test('the innermost style holds', () => {
  const spans = toSpans(
    <Text color="red" dimColor>
      a<Text dimColor={false}>b</Text>
    </Text>,
    {bold: true},
  );
  expect(spans).toEqual([
    {text: 'a', style: {bold: true, color: 'red', dimColor: true}},
    {text: 'b', style: {bold: true, color: 'red', dimColor: false}},
  ]);
});

test('what is cut ends with the mark, and is as wide as there is room', () => {
  const spans = [
    {text: 'abc', style: {}},
    {text: 'def', style: {bold: true}},
  ];
  const textOf = (columns: number) =>
    cutSpans(spans, columns, '…')
      .map(({text}) => text)
      .join('');
  expect([6, 5, 4, 3, 1].map(textOf)).toEqual(['abcdef', 'abcd…', 'abc…', 'ab…', '…']);
});

test('a terminal that knows ASCII only has no mark', () => {
  expect(linesOf(<Line>abcdefgh</Line>, 5, asciiSymbols)).toEqual(['abcde']);
});

test('wide characters are cut where they end', () => {
  expect(linesOf(<Line>漢字漢字</Line>, 5)).toEqual(['漢字…']);
});

test('anything but text in a line is refused', () => {
  expect(() => toSpans(<Box />, {})).toThrow('nothing but text');
});
