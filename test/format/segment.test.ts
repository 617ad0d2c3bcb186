import {describe, expect, it, test} from 'vitest';
import type {SegmentReport} from '../../source/engine/index.ts';
import {drawChart} from '../../source/format/draw.ts';
import {
  beatsInShort,
  coresOf,
  differenceInShort,
  limitInShort,
  segmentMarks,
} from '../../source/format/segment.ts';
import {asciiSymbols, brailleSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const [segment] = fixedSnapshot().segments as [SegmentReport];
const faster: SegmentReport = {...segment, mode: 'zero-copy', fromSeconds: 12.7};

test('the difference of two segments is told in short', () => {
  expect(differenceInShort(segment, faster)).toBe('zero');
  expect(differenceInShort(segment, {...segment, periodMs: 0})).toBe('free');
  expect(differenceInShort(segment, {...segment, batchMessages: 64})).toBe('batch 64');
});

test('a batch that is half of either capacity needs no word', () => {
  const larger = {...segment, capacityMessages: 2_097_152, batchMessages: 1_048_576};
  expect(differenceInShort(segment, larger)).toBe('[2.10 M]');
});

test('cores, beats and limits of a segment are short', () => {
  expect(coresOf({...segment, cpuSeconds: 3, seconds: 2})).toBe(1.5);
  expect(coresOf({...segment, cpuSeconds: 3, seconds: 0})).toBe(0);
  expect([0, 2, 1_000, 0.8, 0.1].map(beatsInShort)).toEqual([
    'free',
    '500/s',
    '1/s',
    '1250/s',
    '10 k/s',
  ]);
  expect(limitInShort({by: 'nothing'})).toBe('');
  expect(limitInShort({by: 'worker', busy: 1})).toBe('worker');
});

test('each segment but the first is marked where it begins', () => {
  const snapshot = fixedSnapshot({activeSeconds: 30.2, segments: [segment, faster]});
  expect(segmentMarks(snapshot)).toEqual([{secondsAgo: 18, label: 'zero'}]);
});

describe('a chart with marks', () => {
  const rates = Array.from({length: 30}, (_, second) => 1e6 + second);
  const marks = [
    {secondsAgo: 20, label: 'zero'},
    {secondsAgo: 8, label: 'a label that is too long for its place'},
  ];

  it('has an upright line at each, and its label below', () => {
    const lines = drawChart(rates, 60, 6, unicodeSymbols, marks);
    expect(lines).toHaveLength(6);
    for (const line of lines.slice(1, 5)) {
      expect([line[19], line[31]]).toEqual(['┊', '┊']);
    }
    expect(lines[5]).toBe(`${' '.repeat(19)}┊zero${' '.repeat(7)}┊a label that is too long fo`);
  });

  it('of a few lines has no labels, and keeps its curve', () => {
    const lines = drawChart(rates, 60, 3, unicodeSymbols, marks);
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('zero');
    expect(lines[0]).toMatch(/─{20}/);
  });

  it('marks the same moments in braille and in ASCII', () => {
    const [, braille] = drawChart(
      rates.map((_, second) => (second === 29 ? 9e6 : 1)),
      60,
      6,
      brailleSymbols,
      marks,
    );
    expect(braille?.[14]).toBe('┊');
    const ascii = drawChart(rates, 60, 6, asciiSymbols, marks);
    expect(ascii[2]?.[19]).toBe(':');
    expect(ascii.join('')).toMatch(/^[ -~]+$/);
  });

  it('of two marks in one column has the later', () => {
    const both = [
      {secondsAgo: 8, label: 'first'},
      {secondsAgo: 8, label: 'second'},
    ];
    const lines = drawChart(rates, 60, 6, unicodeSymbols, both);
    expect(lines[5]).toBe(`${' '.repeat(31)}┊second`);
  });

  it('leaves out what lies before it', () => {
    const lines = drawChart(rates, 20, 6, unicodeSymbols, [{secondsAgo: 25, label: 'gone'}]);
    expect(lines.join('')).not.toMatch(/┊|gone/);
  });
});
