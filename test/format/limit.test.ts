import {expect, test} from 'vitest';
import type {Limit, Snapshot} from '../../source/engine/index.ts';
import {formatLimit, formatLimitAdvice} from '../../source/format/limit.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

function format(limit: Limit, mode: string, overrides: Partial<Snapshot> = {}): string {
  const settings = {...fixedSnapshot().settings, mode};
  const snapshot = fixedSnapshot({limit, settings, ...overrides});
  return `${formatLimit(snapshot)}${formatLimitAdvice(snapshot)}`;
}

const heartbeat = {
  kind: 'beat',
  by: 'heartbeat',
  batchMessages: 524_288,
  beatsPerSecond: 500,
  perSecond: 262_144_000,
} as const;

test('a heartbeat that limits is told with what it allows, and what to press', () => {
  expect(format(heartbeat, 'double-buffer')).toBe(
    'heartbeat: each beat releases 524,288, so 500/s allow 262 M/s; press +',
  );
});

test('a worker that limits is told how to spare it the copies', () => {
  const text = format({kind: 'actor', by: 'worker', busy: 0.98}, 'double-buffer');
  expect(text).toMatch(/^worker: busy 98 % of the time; press z/);
});

test('a worker that copies nothing is not told to stop copying', () => {
  expect(format({kind: 'actor', by: 'worker', busy: 0.98}, 'zero-copy')).toBe(
    'worker: busy 98 % of the time',
  );
});

test.each(['generator', 'logger'] as const)('a %s that limits is named, and how busy', (by) => {
  const text = format({kind: 'actor', by, busy: 0.07}, 'zero-copy');
  expect(text).toMatch(new RegExp(`^${by}: the worker waits for it; busy 7 % of the time$`));
});

test('cores that limit are told by how many are busy', () => {
  const text = format({kind: 'cores', by: 'cores', cores: 2, busyCores: 1.96}, 'zero-copy');
  expect(text).toMatch(/^cores: 3 threads take turns on 2 cores, 2\.0 of them busy/);
});

test('a pause is told how to end it', () => {
  expect(format({kind: 'pause', by: 'pause'}, 'zero-copy')).toMatch(/press p/);
});

test('before anything is known nothing is claimed', () => {
  expect(format({kind: 'nothing', by: 'nothing'}, 'zero-copy')).toBe('being measured');
});

test.each(['stopped', 'failed', 'draining'] as const)('a run that is %s has no limit', (state) => {
  expect(format({kind: 'nothing', by: 'nothing'}, 'zero-copy', {state})).toMatch(/^none: /);
});

test('a hand-over is between two actors, with the load of the one that is waited for', () => {
  const limit = {
    kind: 'handover',
    by: 'handover',
    from: 'generator',
    to: 'worker',
    busy: 0.3,
  } as const;
  expect(format(limit, 'zero-copy')).toBe(
    'handing over: the worker waits for the generator, itself only 30 % busy; press t',
  );
});

test('the copies of another actor cannot be spared', () => {
  expect(format({kind: 'actor', by: 'logger', busy: 1}, 'double-buffer')).not.toContain('press z');
});
