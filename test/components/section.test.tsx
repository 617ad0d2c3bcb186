import {Text} from 'ink';
import {expect, test} from 'vitest';
import {Section} from '../../source/components/section.tsx';
import {asciiSymbols} from '../../source/format/symbols.ts';
import {linesOf} from '../helpers/render.tsx';

const content = <Text>content</Text>;

test('a heading stands on a rule as wide as the section, its note at the end', () => {
  const [heading, body] = linesOf(
    <Section title="Title" note="note" columns={30}>
      {content}
    </Section>,
    30,
  );
  // 30 columns: "─ Title " are eight, " note ─" are seven.
  expect(heading).toBe(`─ Title ${'─'.repeat(15)} note ─`);
  expect(body).toBe('content');
});

test('a heading without a note is a rule to the end', () => {
  const section = (
    <Section title="Title" columns={20}>
      {content}
    </Section>
  );
  expect(linesOf(section, 20)[0]).toBe(`─ Title ${'─'.repeat(12)}`);
  expect(linesOf(section, 20, asciiSymbols)[0]).toBe(`- Title ${'-'.repeat(12)}`);
});

test('a note that has no room is left out', () => {
  const [heading] = linesOf(
    <Section title="Title" note="a longer note" columns={20}>
      {content}
    </Section>,
    20,
  );
  expect(heading).toBe(`─ Title ${'─'.repeat(12)}`);
});

test('a title that has no room is cut, not wrapped', () => {
  const lines = linesOf(
    <Section title="A long title" columns={6}>
      {content}
    </Section>,
    6,
  );
  expect(lines[0]).toMatch(/^─ A/);
  expect(lines[1]).toMatch(/^conten/);
});
