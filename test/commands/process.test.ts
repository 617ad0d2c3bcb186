import {expect, test} from 'vitest';
import {isInteractive, toExitCode} from '../../source/commands/process.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const terminal = {isTTY: true};
const pipe = {};

test('between two terminals the interface can be drawn', () => {
  expect(isInteractive(terminal, terminal, {TERM: 'xterm-256color'})).toBe(true);
});

test('without a terminal for input or output it cannot', () => {
  expect(isInteractive(pipe, terminal, {})).toBe(false);
  expect(isInteractive(terminal, pipe, {})).toBe(false);
  expect(isInteractive(terminal, {isTTY: false}, {})).toBe(false);
});

test('a dumb terminal cannot move its cursor', () => {
  expect(isInteractive(terminal, terminal, {TERM: 'dumb'})).toBe(false);
});

test.each(['1', 'true', 'yes'])('in continuous integration (CI=%s) it cannot', (CI) => {
  expect(isInteractive(terminal, terminal, {CI})).toBe(false);
});

test.each(['', '0', 'false'])('CI=%s is no continuous integration', (CI) => {
  expect(isInteractive(terminal, terminal, {CI})).toBe(true);
});

test.each([
  [true, true, 0],
  [true, false, 1],
  [false, false, 1],
])('a run that is clean: %s and verified: %s has the exit code %i', (clean, verified, code) => {
  const stop = {by: 'key', clean, verified, mismatch: null, holdouts: [], fault: null};
  expect(toExitCode(fixedSnapshot({stop}))).toBe(code);
});

test('a run that has not ended is no success', () => {
  expect(toExitCode(fixedSnapshot({stop: null}))).toBe(1);
});
