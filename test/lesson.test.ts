// The lesson and the code that it tells of: every mark is in both.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

function marksIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, mark]) => mark as string);
}

test('what the lesson points to is marked in the code, once, and nothing else is', () => {
  const lesson = readFileSync(path.join(root, 'docs/lesson.md'), 'utf8');
  const told = new Set(marksIn(lesson, /`lesson: ([a-z ]+)`/g));
  const marked = readdirSync(path.join(root, 'source'), {recursive: true, encoding: 'utf8'})
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      marksIn(readFileSync(path.join(root, 'source', name), 'utf8'), /\/\/ lesson: ([a-z ]+)$/gm),
    );
  expect(marked.toSorted()).toEqual([...told].toSorted());
  expect(marked.length).toBeGreaterThan(8);
});
