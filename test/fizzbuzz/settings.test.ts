import {expect, test} from 'vitest';
import {
  describeSettings,
  formatSettings,
  formatSettingsChange,
} from '../../source/engine/definition/settings.ts';
import type {Settings} from '../../source/engine/index.ts';
import {data} from '../../source/fizzbuzz/definition/definition.ts';

const reports = describeSettings(data);
const settings: Settings = {
  capacityMessages: 1_024,
  batchMessages: 512,
  threads: 3,
  lanes: 1,
  mode: 'double-buffer',
  beatPeriodMs: 0,
};

test('a change is reported with both sides of all that is different', () => {
  const format = (change: Partial<Settings>) =>
    formatSettingsChange(reports, settings, {...settings, ...change} as Settings);
  expect(format({mode: 'zero-copy'})).toBe('double-buffer → zero-copy');
  expect(format({capacityMessages: 2_048, batchMessages: 64, beatPeriodMs: 2})).toBe(
    'free-running → 500 beats/s, capacity 1,024 → 2,048, batch 512 → 64',
  );
  expect(format({capacityMessages: 2_048, batchMessages: 1_024})).toBe('capacity 1,024 → 2,048');
});

test('the log names mode, rate, batch and capacity, without the hidden target', () => {
  expect(formatSettings(reports, {...settings, beatPeriodMs: 2})).toBe(
    'double-buffer, 500 beats/s, batches of 512, capacity 1,024, 3 threads',
  );
});
