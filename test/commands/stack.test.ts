// Stacks of the built program.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect, test} from 'vitest';
import {toSourceStack} from '../../source/commands/stack.ts';
import {programPath} from '../helpers/built.ts';

const chunks = path.join(path.dirname(programPath), 'chunks');

/** Returns a stack with the first position of a text in the bundle. */
function stackOf(text: string): string {
  const found = readdirSync(chunks)
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => {
      const lines = readFileSync(path.join(chunks, name), 'utf8').split('\n');
      const line = lines.findIndex((content) => content.includes(text));
      const column = lines[line]?.indexOf(text) ?? 0;
      const url = pathToFileURL(path.join(chunks, name)).href;
      return line === -1 ? [] : [`Error: no\n    at f (${url}:${line + 1}:${column + 1})`];
    });
  if (found[0] === undefined) throw new Error(`the bundle does not contain ${text}`);
  return found[0];
}

test('a position in the bundle becomes that in the source', () => {
  const text = 'the machine did not give';
  const [, file = '', line] =
    /(source\/commands\/run-engine\.ts):(\d+):\d+/.exec(toSourceStack(stackOf(text))) ?? [];
  const content = readFileSync(file, 'utf8').split('\n')[Number(line) - 1];
  expect(content).toContain(text);
});

test('a position without a source map stays', () => {
  const stack = 'Error: no\n    at f (file:///no/such/file.js:1:2)\n    at node:internal/x:3:4';
  expect(toSourceStack(stack)).toBe(stack);
});
