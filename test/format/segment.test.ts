import {describe, expect, it, test} from 'vitest';
import type {SegmentReport, SettingReport, Snapshot} from '../../source/engine/index.ts';
import {drawChart} from '../../source/format/draw.ts';
import {
  formatSegment,
  formatSegmentHeading,
  formatSettingShort,
  toSegmentMarks,
} from '../../source/format/segment.ts';
import {asciiSymbols, brailleSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {pipeline, settings, segments} = fixedSnapshot();
const [segment] = segments as [SegmentReport];
const [, beatPeriod] = pipeline.settings as [SettingReport, SettingReport];

/** A later segment, with some settings of its own. */
function later(changes: Partial<SegmentReport['settings']>): SegmentReport {
  return {...segment, settings: {...settings, ...changes} as never, fromSeconds: 12.7};
}

const faster = later({mode: 'zero-copy'});

/** The label of the mark of a later segment on the chart. */
function labelOf(changed: SegmentReport, overrides: Partial<Snapshot> = {}): string | undefined {
  return toSegmentMarks(fixedSnapshot({segments: [segment, changed], ...overrides}))[0]?.label;
}

test('the difference of two segments is told in short', () => {
  expect(labelOf(faster)).toBe('zero');
  expect(labelOf(later({beatPeriodMs: 0}))).toBe('free');
  expect(labelOf(later({batchMessages: 64}))).toBe('batch 64');
  expect(labelOf(later({mode: 'zero-copy', beatPeriodMs: 1}))).toBe('zero 1000/s');
});

test('a number that is no rate is told with its name', () => {
  const level: SettingReport = {name: 'level', choices: null, rateOf: null, zero: ''};
  const other = {pipeline: {...pipeline, settings: [level]}};
  expect(labelOf(later({level: 3}), other)).toBe('level 3');
});

test('a batch that is half of either capacity needs no word', () => {
  expect(labelOf(later({capacityMessages: 2_097_152, batchMessages: 1_048_576}))).toBe('[2.10 M]');
});

test('cores, beats and limits of a segment are short', () => {
  const row = (changes: Partial<SegmentReport>) =>
    formatSegment(pipeline.settings, {...segment, ...changes});
  expect(row({cpuSeconds: 3, seconds: 2})).toContain(' 1.5/3 heartbeat');
  expect(row({cpuSeconds: 3, seconds: 0})).toContain(' 0.0/3 heartbeat');
  expect(row({limit: {kind: 'nothing', by: 'nothing'}})).toMatch(/\d $/);
  expect(row({limit: {kind: 'actor', by: 'worker', busy: 1}})).toMatch(/ worker$/);
  expect([0, 2, 1_000, 0.8, 0.1].map((value) => formatSettingShort(beatPeriod, value))).toEqual([
    'free',
    '500/s',
    '1/s',
    '1250/s',
    '10 k/s',
  ]);
});

test('the columns of a segment stand below their heading', () => {
  expect(formatSegmentHeading(pipeline.settings)).toBe(
    'mode          beats capacity batch throughput latency cpu/t limit',
  );
  expect(formatSegment(pipeline.settings, segment)).toMatch(
    /^double-buffer 500\/s {3}1\.05 M {2}524 k {3}161 M\/s 2\.05 ms 0\.4\/3 heartbeat$/,
  );
});

test('the columns of other settings, and of none, stand below their heading too', () => {
  const level: SettingReport = {name: 'compressionLevel', choices: null, rateOf: null, zero: ''};
  for (const reports of [[], [level], [level, ...pipeline.settings]]) {
    const heading = formatSegmentHeading(reports);
    const row = formatSegment(reports, later({compressionLevel: 3}));
    expect(row.lastIndexOf('heartbeat')).toBe(heading.indexOf('limit'));
    for (const {name, rateOf} of reports) expect(heading).toContain(`${rateOf ?? name} `);
  }
});

test('each segment but the first is marked where it begins', () => {
  const snapshot = fixedSnapshot({activeSeconds: 30.2, segments: [segment, faster]});
  expect(toSegmentMarks(snapshot)).toEqual([{secondsAgo: 18, label: 'zero'}]);
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
