import {expect, test} from 'vitest';
import type {SegmentReport, SettingReport, Snapshot} from '../../source/engine/index.ts';
import {profiles} from '../../source/fizzbuzz/index.ts';
import {toFlags} from '../../source/format/flags.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {pipeline, settings, segments} = fixedSnapshot();
const [segment] = segments as [SegmentReport];

/** The flag of a later segment with some settings of its own. */
function flagOf(changes: Partial<SegmentReport['settings']>, overrides: Partial<Snapshot> = {}) {
  const later = {...segment, settings: {...settings, ...changes} as never, fromSeconds: 12.7};
  const snapshot = fixedSnapshot({segments: [segment, later], ...overrides});
  return toFlags(snapshot, profiles)[0]?.text;
}

test('a flag names the key that was pressed, with what it gave', () => {
  expect(flagOf({mode: 'zero-copy'})).toBe('z zero-copy');
  expect(flagOf({beatPeriodMs: 0.5})).toBe('+ 2000/s');
  expect(flagOf({beatPeriodMs: 0})).toBe('+ free');
  expect(flagOf({beatPeriodMs: 10})).toBe('- 100/s');
  expect(flagOf({capacityMessages: 2_097_152, batchMessages: 1_048_576})).toBe('] 2 Mi');
  expect(flagOf({capacityMessages: 524_288, batchMessages: 262_144})).toBe('[ 512 Ki');
  expect(flagOf({batchMessages: 128})).toBe(', 128');
  expect(flagOf({threads: 4})).toBe('t 4 threads');
});

test('several changes at once are those of the lab, by their name', () => {
  const standard = profiles.find(({name}) => name === 'standard');
  expect(flagOf({...standard?.settings} as never)).toBe('l standard');
  expect(flagOf({mode: 'zero-copy', beatPeriodMs: 1})).toBe('z zero-copy + 1000/s');
});

test('a number that is no rate has its name, and no key', () => {
  const level: SettingReport = {name: 'level', choices: null, rateOf: null, zero: ''};
  expect(flagOf({level: 3}, {pipeline: {...pipeline, settings: [level]}})).toBe('level 3');
});

test('each segment but the first has a flag where it begins', () => {
  const later = {...segment, settings: {...settings, mode: 'zero-copy'}, fromSeconds: 12.7};
  const flags = toFlags(fixedSnapshot({segments: [segment, later]}));
  expect(flags).toEqual([{atSeconds: 12.7, text: 'z zero-copy', key: 'z'}]);
});
