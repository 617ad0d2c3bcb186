import {expect, test} from 'vitest';
import {Pipeline} from '../../source/components/pipeline.tsx';
import {asciiSymbols} from '../../source/format/symbols.ts';
import {linesOf, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const snapshot = fixedSnapshot();
const lines = linesOf(<Pipeline snapshot={snapshot} />, 80);

test('messages flow from the generator through the worker to the logger, at their rate', () => {
  expect(lines[0]).toBe(
    'generator [1] ── values ──▶ worker [2] ── results  161 M/s ──▶ logger [3]',
  );
});

test('the heartbeat shares the generator’s thread, and its beats join at the worker', () => {
  expect(lines[1]).toMatch(/^heartbeat \[1\] ── beats ─+╯/);
  const joint = lines[1]?.indexOf('╯') ?? -1;
  const worker = lines[0]?.indexOf('worker') ?? -1;
  expect(joint).toBeGreaterThanOrEqual(worker);
  expect(joint).toBeLessThan(worker + 'worker [2]'.length);
});

test('how large it is stands beside it, at any size in 80 columns', () => {
  expect(lines[1]).toMatch(/ {3}capacity 1,048,576 {2}batch 524,288$/);
  const channels = snapshot.channels.map((channel) => ({...channel, capacityMessages: 2 ** 26}));
  const largest = {...snapshot, channels, batchMessages: 2 ** 25};
  const [, line] = linesOf(<Pipeline snapshot={largest} />, 80);
  expect(line).toMatch(/capacity 67,108,864 {2}batch 33,554,432$/);
});

test('the picture keeps its width at any rate', () => {
  const widths = [0, 7, 999, 1e6, 1.234e9].map((nowPerSecond) => {
    const throughput = {...snapshot.throughput, nowPerSecond};
    return widestOf(linesOf(<Pipeline snapshot={{...snapshot, throughput}} />, 80));
  });
  expect(new Set(widths)).toEqual(new Set([73]));
});

test('the picture is ASCII where it has to be', () => {
  const ascii = linesOf(<Pipeline snapshot={snapshot} />, 80, asciiSymbols);
  expect(ascii.join('')).toMatch(/^[ -~]+$/);
  expect(ascii[0]).toContain('--> worker');
});
