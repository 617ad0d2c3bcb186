import {expect, test} from 'vitest';
import {Help} from '../../source/components/help.tsx';
import {KeyHints} from '../../source/components/key-hints.tsx';
import {asciiSymbols} from '../../source/format/symbols.ts';
import {keys, linesOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const snapshot = fixedSnapshot();

/** Those used most; the others are told where there is room. */
const labels = ['z', '+-', '[]', 'l', 'p', 'space', '?', 'q'];
const minorLabels = [',.', 'x', '1-6', 's'];

test('the line of keys names the keys used most in one line of 80 columns', () => {
  const lines = linesOf(<KeyHints keys={keys} notice={null} columns={80} />, 80);
  expect(lines).toHaveLength(1);
  const words = lines[0]?.split(/ +/) ?? [];
  for (const key of labels) expect(words).toContain(key);
});

test('the line of keys of a narrow screen names them too', () => {
  const words = linesOf(<KeyHints keys={keys} notice={null} columns={40} />, 40)
    .join(' ')
    .split(/ +/);
  for (const key of labels) expect(words).toContain(key);
});

test('the line of keys of a wide screen names all keys, with their words', () => {
  const [line] = linesOf(<KeyHints keys={keys} notice={null} columns={140} />, 140);
  for (const key of [...labels, ...minorLabels]) expect(line?.split(/ +/)).toContain(key);
  expect(line).toContain(',. batch');
});

test('the help explains every key on a line of its own', () => {
  const lines = linesOf(
    <Help snapshot={snapshot} keys={keys} telemetryUrl={null} rows={30} top={0} />,
    80,
  ).map((line) => line.trim());
  for (const key of [...labels, ...minorLabels]) {
    expect(lines.filter((line) => line.startsWith(`${key} `))).toHaveLength(1);
  }
});

test('a notice stands in the place of the line of keys', () => {
  expect(linesOf(<KeyHints keys={keys} notice="saved" columns={80} />, 80)).toEqual(['saved']);
});

test('the help says what is on the screen', () => {
  const text = linesOf(
    <Help snapshot={snapshot} keys={keys} telemetryUrl={null} rows={30} top={0} />,
    80,
  ).join(' ');
  for (const word of ['generator', 'worker', 'logger', 'beat', 'backpressure', 'thread']) {
    expect(text).toContain(word);
  }
});

test('the help is ASCII where it has to be', () => {
  expect(
    linesOf(
      <Help snapshot={snapshot} keys={keys} telemetryUrl={null} rows={30} top={0} />,
      80,
      asciiSymbols,
    ).join(''),
  ).toMatch(/^[ -~]+$/);
});

test('the help names the address of the telemetry, where there is one', () => {
  const url = 'http://127.0.0.1:9901';
  expect(
    linesOf(<Help snapshot={snapshot} keys={keys} telemetryUrl={url} rows={30} top={0} />, 80).join(
      '',
    ),
  ).toContain(url);
});

test('a help that does not fit says that there is more, and is scrolled to its end, no further', () => {
  const at = (top: number) =>
    linesOf(<Help snapshot={snapshot} keys={keys} telemetryUrl={null} rows={8} top={top} />, 80);
  expect(at(0)).toHaveLength(8);
  expect(at(0)[0]).toBe('Keys');
  expect(at(0)[7]).toBe('↓ more');
  expect(at(2)[0]).toMatch(/^\+-/);
  expect(at(99)).toHaveLength(8);
  expect(at(99)[7]).toContain('docs/lesson.md');
});
