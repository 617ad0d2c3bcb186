import {EventEmitter} from 'node:events';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {repaintAfterResizes} from '../../source/components/terminal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A screen that notes, in order, what happens to it. */
function setUp() {
  const notes: string[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    write: () => notes.push('erased'),
  }) as unknown as NodeJS.WriteStream;
  const end = repaintAfterResizes(stdout, () => notes.push('forgotten'));
  stdout.on('resize', () => notes.push('drawn'));
  return {notes, stdout, end};
}

test('when a storm of resizes has settled the screen is painted anew, once', () => {
  const {notes, stdout} = setUp();
  for (let turn = 0; turn < 20; turn++) {
    stdout.emit('resize');
    vi.advanceTimersByTime(100);
  }
  expect(notes).toEqual(Array(20).fill('drawn'));
  vi.advanceTimersByTime(10_000);
  expect(notes.slice(20)).toEqual(['forgotten', 'erased', 'drawn']);
});

test('ended it repaints no more', () => {
  const {notes, stdout, end} = setUp();
  stdout.emit('resize');
  end();
  stdout.emit('resize');
  vi.advanceTimersByTime(10_000);
  expect(notes).toEqual(['drawn', 'drawn']);
});
