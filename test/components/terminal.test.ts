import {EventEmitter} from 'node:events';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {repaintWhenLost} from '../../source/components/terminal.ts';
import type {Screen} from '../../source/terminal/screen.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A screen that notes, in order, what happens to it. */
function setUp() {
  const notes: string[] = [];
  const screen = Object.assign(new EventEmitter(), {
    erase: () => notes.push('erased'),
  }) as unknown as Screen;
  const end = repaintWhenLost(screen, () => notes.push('forgotten'));
  screen.on('resize', () => notes.push('drawn'));
  return {notes, screen, end};
}

test('when a storm of resizes has settled the screen is painted anew, once', () => {
  const {notes, screen} = setUp();
  for (let turn = 0; turn < 20; turn++) {
    screen.emit('resize');
    vi.advanceTimersByTime(100);
  }
  expect(notes).toEqual(Array(20).fill('drawn'));
  vi.advanceTimersByTime(10_000);
  expect(notes.slice(20)).toEqual(['forgotten', 'erased', 'drawn']);
});

test('ended it repaints no more', () => {
  const {notes, screen, end} = setUp();
  screen.emit('resize');
  end();
  screen.emit('resize');
  vi.advanceTimersByTime(10_000);
  expect(notes).toEqual(['drawn', 'drawn']);
});

test('a screen whose content was lost is painted anew at once', () => {
  const {notes, screen} = setUp();
  screen.emit('lost');
  expect(notes).toEqual(['forgotten', 'erased', 'drawn']);
});
