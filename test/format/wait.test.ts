import {expect, test} from 'vitest';
import {findLongestWait, formatWait} from '../../source/format/wait.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

test.each([
  ['heartbeat', 'schedule', 'its time'],
  ['heartbeat', 'room', 'room in beats'],
  ['generator', 'room', 'room in values'],
  ['worker', 'input', 'values'],
  ['worker', 'room', 'room in results'],
  ['worker', 'beat', 'a beat'],
  ['logger', 'input', 'results'],
  ['generator', 'pause', 'the pause to end'],
  ['generator', 'input', 'nothing'],
  ['generator', 'outside', 'the outside'],
  ['generator', 'token', 'a token'],
] as const)('a %s that waits for %s waits for %s', (actor, kind, words) => {
  expect(formatWait(fixedSnapshot(), actor, kind)).toBe(words);
});

test('an actor of several channels waits for any of them', () => {
  const [first, second] = fixedSnapshot().channels;
  const channels = [first, second].map((channel) => ({...channel, from: 'split', to: 'join'}));
  const snapshot = {channels, beat: null} as unknown as Parameters<typeof formatWait>[0];
  expect(formatWait(snapshot, 'join', 'input')).toBe('values or results');
  expect(formatWait(snapshot, 'split', 'room')).toBe('room in values or room in results');
});

test('the longest wait is found among any kinds', () => {
  const [actor] = fixedSnapshot().actors as [Parameters<typeof findLongestWait>[0]];
  expect(findLongestWait(actor)).toEqual({kind: 'schedule', share: 0.99});
  expect(findLongestWait({...actor, waitsNow: {token: 0.1, input: 0.2}}).kind).toBe('input');
  expect(findLongestWait({...actor, waitsNow: {}}).share).toBe(0);
});
