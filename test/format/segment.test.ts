import {expect, test} from 'vitest';
import type {SegmentReport, SettingReport} from '../../source/engine/index.ts';
import {
  formatSegment,
  formatSegmentHeading,
  formatSettingShort,
} from '../../source/format/segment.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {pipeline, settings, segments} = fixedSnapshot();
const [segment] = segments as [SegmentReport];
const [, beatPeriod] = pipeline.settings as [SettingReport, SettingReport];

/** A later segment, with some settings of its own. */
function later(changes: Partial<SegmentReport['settings']>): SegmentReport {
  return {...segment, settings: {...settings, ...changes} as never, fromSeconds: 12.7};
}

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
