import {expect, test} from 'vitest';
import type {Limit, Mode} from '../../source/engine/index.ts';
import {limitAdvice, limitInWords} from '../../source/format/limit.ts';

function inWords(limit: Limit, mode: Mode): string {
  return `${limitInWords({limit, state: 'running'})}${limitAdvice(limit, mode)}`;
}

const heartbeat = {
  by: 'heartbeat',
  batchMessages: 524_288,
  beatsPerSecond: 500,
  perSecond: 262_144_000,
} as const;

test('a heartbeat that limits is told with what it allows, and what to press', () => {
  expect(inWords(heartbeat, 'double-buffer')).toBe(
    'heartbeat: each beat releases 524,288, so 500/s allow 262 M/s; press +',
  );
});

test('a worker that limits is told how to spare it the copies', () => {
  const text = inWords({by: 'worker', busy: 0.98}, 'double-buffer');
  expect(text).toMatch(/^worker: busy 98 % of the time; press z/);
});

test('a worker that copies nothing is not told to stop copying', () => {
  expect(inWords({by: 'worker', busy: 0.98}, 'zero-copy')).toBe('worker: busy 98 % of the time');
});

test.each(['generator', 'logger'] as const)('a %s that limits is named, and how busy', (by) => {
  const text = inWords({by, busy: 0.07}, 'zero-copy');
  expect(text).toMatch(new RegExp(`^${by}: .*busy 7 % of the time$`));
});

test('cores that limit are told by how many are busy', () => {
  const text = inWords({by: 'cores', cores: 2, busyCores: 1.96}, 'zero-copy');
  expect(text).toMatch(/^cores: threads want 2\.0 of 2/);
});

test('a pause is told how to end it', () => {
  expect(inWords({by: 'pause'}, 'zero-copy')).toMatch(/press p/);
});

test('before anything is known nothing is claimed', () => {
  expect(inWords({by: 'nothing'}, 'zero-copy')).toBe('being measured');
});

test.each(['stopped', 'failed', 'draining'] as const)('a run that is %s has no limit', (state) => {
  expect(limitInWords({limit: {by: 'nothing'}, state})).toMatch(/^none: /);
});
