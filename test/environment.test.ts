import {expect, test} from 'vitest';
import {isInteractive} from '../source/environment.ts';

const terminal = {isTTY: true};
const pipe = {};

test('between two terminals the interface can be drawn', () => {
  expect(isInteractive(terminal, terminal, {TERM: 'xterm-256color'})).toBe(true);
});

test('without a terminal for input or output it can not', () => {
  expect(isInteractive(pipe, terminal, {})).toBe(false);
  expect(isInteractive(terminal, pipe, {})).toBe(false);
  expect(isInteractive(terminal, {isTTY: false}, {})).toBe(false);
});

test('a dumb terminal can not move its cursor', () => {
  expect(isInteractive(terminal, terminal, {TERM: 'dumb'})).toBe(false);
});

test.each(['1', 'true', 'yes'])('in continuous integration (CI=%s) it can not', (CI) => {
  expect(isInteractive(terminal, terminal, {CI})).toBe(false);
});

test.each(['', '0', 'false'])('CI=%s is no continuous integration', (CI) => {
  expect(isInteractive(terminal, terminal, {CI})).toBe(true);
});
