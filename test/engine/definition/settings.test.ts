import {expect, test} from 'vitest';
import {describeSettings, isHidden} from '../../../source/engine/definition/settings.ts';
import {
  formatSetting,
  formatSettings,
  formatSettingsChange,
  isBatchHalf,
  isSameSettings,
  type PipelineData,
  type Settings,
} from '../../../source/engine/index.ts';
import {stages} from '../runtime/stages.ts';

const data: PipelineData = {
  ...stages.data,
  settings: {
    how: {choices: ['add', 'shift'], initial: 'add'},
    periodMs: {initial: 2, min: 0, max: 10_000, rateOf: 'ticks'},
    delayMs: {initial: 0, min: 0, max: 10_000, rateOf: 'frames', zero: 'no frames'},
    seed: {initial: 42, min: 0, max: 2 ** 53},
    target: {initial: 1, min: 0, max: 9, isHidden: true},
  },
};
const reports = describeSettings(data);
const [how, period, delay, seed] = reports as [
  (typeof reports)[0],
  (typeof reports)[0],
  (typeof reports)[0],
  (typeof reports)[0],
];

const settings: Settings = {
  capacityMessages: 1_024,
  batchMessages: 64,
  threads: 2,
  lanes: 1,
  how: 'add',
  periodMs: 2,
  delayMs: 0,
  seed: 42,
};
const change = (to: Partial<Settings>, from: Partial<Settings> = {}) =>
  formatSettingsChange(
    reports,
    {...settings, ...from} as Settings,
    {...settings, ...from, ...to} as Settings,
  );

test('settings are described in the order of the definition, without hidden ones', () => {
  expect(reports).toEqual([
    {name: 'how', choices: ['add', 'shift'], rateOf: null, zero: ''},
    {name: 'periodMs', choices: null, rateOf: 'ticks', zero: 'free-running'},
    {name: 'delayMs', choices: null, rateOf: 'frames', zero: 'no frames'},
    {name: 'seed', choices: null, rateOf: null, zero: 'free-running'},
  ]);
  expect(isHidden({initial: 0, min: 0, max: 1, isHidden: true})).toBe(true);
  expect(isHidden({initial: 0, min: 0, max: 1})).toBe(false);
  expect(isHidden({choices: ['a'], initial: 'a'})).toBe(false);
});

test('a definition without settings has no descriptions', () => {
  const {settings: _, ...rest} = data;
  expect(describeSettings(rest)).toEqual([]);
});

test('a choice is formatted as its word, a number with its name', () => {
  expect(formatSetting(how, 'shift')).toBe('shift');
  expect(formatSetting(seed, 42)).toBe('seed 42');
  expect(formatSetting(seed, 1_234_567)).toBe('seed 1,234,567');
  expect(formatSetting(seed, 1_234.5678)).toBe('seed 1,234.5678');
});

test.each([
  [2, '500 ticks/s'],
  [1_000, '1 tick/s'],
  [2_000, '0.5 ticks/s'],
  [0.1, '10,000 ticks/s'],
  [3, '333 ticks/s'],
  [0.001, '1,000,000 ticks/s'],
  [0, 'free-running'],
])('a period of %d ms is formatted as %s', (periodMs, text) => {
  expect(formatSetting(period, periodMs)).toBe(text);
});

test('a period of 0 is formatted as the word of the definition', () => {
  expect(formatSetting(delay, 0)).toBe('no frames');
});

test('all settings are formatted, then the size', () => {
  expect(formatSettings(reports, settings)).toBe(
    'add, 500 ticks/s, no frames, seed 42, batches of 64, capacity 1,024, 2 threads',
  );
});

test('a change is formatted without what stays the same', () => {
  expect(change({how: 'shift'})).toBe('add → shift');
  expect(change({periodMs: 0, delayMs: 1_000})).toBe(
    '500 ticks/s → free-running, no frames → 1 frame/s',
  );
  expect(change({seed: 7, capacityMessages: 2_048})).toBe(
    'seed 42 → seed 7, capacity 1,024 → 2,048',
  );
  expect(change({batchMessages: 1})).toBe('batch 64 → 1');
  expect(change({})).toBe('');
});

test('a batch that is half the capacity before and after is not part of a change', () => {
  const half = {capacityMessages: 1_024, batchMessages: 512};
  expect(change({capacityMessages: 64, batchMessages: 32}, half)).toBe('capacity 1,024 → 64');
  expect(change({capacityMessages: 64, batchMessages: 16}, half)).toBe(
    'capacity 1,024 → 64, batch 512 → 16',
  );
  expect(change({batchMessages: 512})).toBe('batch 64 → 512');
});

test('settings are the same when all values are', () => {
  expect(isSameSettings(settings, {...settings})).toBe(true);
  expect(isSameSettings(settings, {...settings, seed: 43})).toBe(false);
  expect(isSameSettings(settings, {...settings, batchMessages: 63})).toBe(false);
});

test('a batch is half the capacity, or not', () => {
  expect(isBatchHalf({capacityMessages: 64, batchMessages: 32})).toBe(true);
  expect(isBatchHalf({capacityMessages: 64, batchMessages: 31})).toBe(false);
});
