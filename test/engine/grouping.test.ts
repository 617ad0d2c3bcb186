// A run whose actors move to other threads, with real threads: every message in order, none lost.
import {expect, test} from 'vitest';
import type {Snapshot} from '../../source/engine/index.ts';
import {chooseThreads} from '../../source/fizzbuzz/definition/threads.ts';
import {seen} from '../helpers/built.ts';
import {importBuiltFizzBuzz, totalsOf, usualOptions} from '../helpers/runs.ts';
import {longTest} from '../helpers/sample.ts';

const {startFizzBuzz} = await importBuiltFizzBuzz();

const usual = {
  ...usualOptions,
  capacityMessages: 1_024,
  batchMessages: 512,
  mode: 'zero-copy',
} as const;

const countThreads = ({actors}: Snapshot) => new Set(actors.map(({thread}) => thread)).size;

/** Whether the run works on this number of threads, and has counted messages since `earlier`. */
const worksOn = (threads: number, earlier: Snapshot) => (snapshot: Snapshot) =>
  snapshot.state === 'running' &&
  snapshot.settings.threads === threads &&
  countThreads(snapshot) === threads &&
  totalsOf(snapshot).logged > totalsOf(earlier).logged;

longTest('totals continue through every grouping, and restarts stay with the actors', async () => {
  const engine = startFizzBuzz({...usual, threads: 3});
  const first = await seen(engine, worksOn(3, engine.getSnapshot()));
  engine.crash('worker');
  let last = await seen(engine, ({actors}) => actors.some(({restarts}) => restarts === 1));
  expect(totalsOf(last).logged).toBeGreaterThanOrEqual(totalsOf(first).logged);
  for (const threads of [1, 2, 4, 3]) {
    engine.reshape({threads});
    expect(engine.shape.threads).toBe(threads);
    last = await seen(engine, worksOn(threads, last));
  }
  expect(last.actors.map(({name, restarts}) => [name, restarts])).toEqual([
    ['heartbeat', 0],
    ['generator', 0],
    ['worker', 1],
    ['logger', 0],
  ]);
  expect(last.log.map(({text}) => text)).toContain('Changed: threads 3 → 1');
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

longTest('capacity and threads change together, also in a pause, and are one change', async () => {
  const engine = startFizzBuzz({...usual, threads: 2, beatPeriodMs: 1});
  await seen(engine, ({activeSeconds}) => activeSeconds > 0.5);
  engine.setPaused(true);
  engine.reshape({capacityMessages: 4_096, threads: 1});
  const paused = await seen(
    engine,
    ({state, settings}) => state === 'paused' && settings.threads === 1,
  );
  expect(paused.change?.what).toBe('capacity 1,024 → 4,096, threads 2 → 1');
  engine.setPaused(false);
  await seen(engine, worksOn(1, paused));
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

test('threads that no grouping has are refused, and nothing changes', async () => {
  const engine = startFizzBuzz({...usual, threads: 1});
  expect(() => engine.reshape({threads: 5})).toThrow(/no grouping on 5 threads; it has 3, 1, 2, 4/);
  expect(engine.shape.threads).toBe(1);
  engine.stop('key');
  await engine.finished;
});

test('auto takes one thread for small rings and for lanes, else one per core, up to three', () => {
  const size = (capacityMessages: number, lanes = 1) => {
    return {capacityMessages, batchMessages: 1, lanes};
  };
  expect(chooseThreads(size(65_536), 64)).toBe(1);
  expect(chooseThreads(size(1_048_576, 2), 64)).toBe(1);
  const large = size(1_048_576);
  expect([0.5, 1, 2, 3, 64].map((cores) => chooseThreads(large, cores))).toEqual([1, 1, 2, 3, 3]);
});

test('auto is resolved at the start', async () => {
  const engine = startFizzBuzz({...usual, threads: 'auto'});
  expect(engine.shape.threads).toBe(1);
  engine.stop('key');
  await engine.finished;
});
