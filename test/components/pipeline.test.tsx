import {describe, expect, test} from 'vitest';
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
  const settings = {...snapshot.settings, capacityMessages: 2 ** 26, batchMessages: 2 ** 25};
  const largest = {...snapshot, settings};
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

describe('another pipeline', () => {
  const {pipeline, channels, actors} = snapshot;
  const [channel] = channels as [(typeof channels)[number]];
  const [actor] = actors as [(typeof actors)[number]];

  /**
   * The diagram of the channels, each as name, sender and receiver; the first is the throughput.
   */
  function draw(...graph: readonly [name: string, from: string, to: string][]): string[] {
    const names = [...new Set(graph.flatMap(([, from, to]) => [from, to]))];
    const other = fixedSnapshot({
      beat: null,
      pipeline: {...pipeline, throughput: graph[0]?.[0] ?? ''},
      channels: graph.map(([name, from, to]) => ({...channel, name, from, to})),
      actors: names.map((name, index) => ({...actor, name, thread: index + 1})),
    });
    return linesOf(<Pipeline snapshot={other} />, 100);
  }

  test('of one channel has its two actors, and its size below', () => {
    expect(draw(['lines', 'source', 'sink'])).toEqual([
      'source [1] ── lines  161 M/s ──▶ sink [2]',
      'capacity 1,048,576  batch 524,288',
    ]);
  });

  test('shows the way of the throughput above, and the other channels below', () => {
    const lines = draw(
      ['c', 'two', 'three'],
      ['b', 'one', 'two'],
      ['errors', 'two', 'report'],
      ['stops', 'three', 'report'],
    );
    expect(lines).toEqual([
      'one [3] ── b ──▶ two [1] ── c  161 M/s ──▶ three [2]',
      'two [1] ── errors ──▶ report [4]   three [2] ── stops ──▶ report [4]   capacity 1,048,576  batch 52…',
    ]);
  });

  test('with a cycle is drawn once', () => {
    expect(draw(['there', 'one', 'two'], ['back', 'two', 'one'])[0]).toBe(
      'two [2] ── back ──▶ one [1] ── there  161 M/s ──▶ two [2]',
    );
  });
});
