import {expect, test} from 'vitest';
import {waitInWords} from '../../source/format/wait.ts';

test.each([
  ['heartbeat', 'schedule', 'its time'],
  ['heartbeat', 'room', 'room in beats'],
  ['generator', 'room', 'room in values'],
  ['worker', 'input', 'values'],
  ['worker', 'room', 'room in results'],
  ['worker', 'beat', 'a beat'],
  ['logger', 'input', 'results'],
  ['generator', 'pause', 'the pause to end'],
] as const)('a %s that waits for %s waits for %s', (actor, kind, words) => {
  expect(waitInWords(actor, kind)).toBe(words);
});
