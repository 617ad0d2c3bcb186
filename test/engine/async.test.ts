// Actors that wait for a file and a timer, with real threads: nothing is lost in a crash.
import {mkdtempSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import type {RunOptions, Snapshot} from '../../source/engine/index.ts';
import {importBuiltEngine, seen} from '../helpers/built.ts';
import {longTest, sampled} from '../helpers/sample.ts';

const {startPipeline} = await importBuiltEngine();

const fixture = new URL('../fixtures/file.ts', import.meta.url);
const folder = mkdtempSync(path.join(os.tmpdir(), 'async-'));
const clean = {clean: true, verified: true, mismatch: null, holdouts: [], fault: null};

/** Writes the squares of 1 to `count`, and returns the path of the file and their sum. */
function writeSquares(count: number) {
  const squares = Float64Array.from({length: count}, (_, i) => (i + 1) ** 2);
  const file = path.join(folder, `${count}`);
  writeFileSync(file, squares);
  return {file, sum: squares.reduce((total, square) => total + square)};
}

const start = (file: string, options: RunOptions = {}) =>
  startPipeline(fixture, {...options, payload: file});
const countOf = ({counters}: Snapshot, name: string) =>
  counters.find((counter) => counter.name === name)?.count;
const receivedOf = ({channels}: Snapshot) => channels[0]?.total ?? 0;

test.each([1, 2])(
  'on %i threads it reads the file to its end, with an exact sum',
  async (threads) => {
    const {file, sum} = writeSquares(5_000);
    const last = await (await start(file, {threads})).finished;
    expect(last.stop).toEqual({by: 'done', ...clean});
    expect(receivedOf(last)).toBe(5_000);
    expect(countOf(last, 'sum')).toBe(sum);
    expect(countOf(last, 'pauses')).toBeGreaterThanOrEqual(5_000 / 64);
    const waited = last.actors.map(({waitSeconds}) => waitSeconds.outside ?? 0);
    expect(Math.min(...waited)).toBeGreaterThan(0);
  },
);

test.each(sampled(['reader', 'adder'], 1))(
  '%s is crashed during its waits, and the sum is exact',
  async (actor) => {
    const {file, sum} = writeSquares(100_000);
    const engine = await start(file);
    for (let crash = 1; crash <= 5; crash++) {
      const before = receivedOf(engine.getSnapshot());
      await seen(engine, (snapshot) => receivedOf(snapshot) > before);
      engine.crash(actor);
      await seen(engine, ({actors}) => actors.some(({restarts}) => restarts === crash));
    }
    const last = await engine.finished;
    expect(last.stop).toEqual({by: 'done', ...clean});
    expect(receivedOf(last)).toBe(100_000);
    expect(countOf(last, 'sum')).toBe(sum);
    expect(last.actors.find(({name}) => name === actor)?.restarts).toBe(5);
  },
);

longTest('other sizes and a pause continue at the right place of the file', async () => {
  const {file, sum} = writeSquares(100_000);
  const engine = await start(file);
  await seen(engine, (snapshot) => receivedOf(snapshot) > 0);
  engine.reshape({capacityMessages: 2_048, batchMessages: 1_024});
  await seen(
    engine,
    ({state, settings}) => state === 'running' && settings.batchMessages === 1_024,
  );
  engine.setPaused(true);
  await seen(engine, ({state}) => state === 'paused');
  engine.setPaused(false);
  const last = await engine.finished;
  expect(last.stop).toEqual({by: 'done', ...clean});
  expect(countOf(last, 'sum')).toBe(sum);
});

longTest('a stop request ends it at once, and all that was sent is added', async () => {
  const {file} = writeSquares(100_000);
  const engine = await start(file);
  await seen(engine, (snapshot) => receivedOf(snapshot) > 0);
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toEqual({by: 'key', ...clean});
  expect(receivedOf(last)).toBeLessThan(100_000);
});

longTest('an operation that fails each time makes the run fail with its reason', async () => {
  const last = await (await start(path.join(folder, 'missing'))).finished;
  expect(last.stop).toMatchObject({by: 'fault', clean: false});
  expect(last.stop?.fault).toMatch(
    /^the thread of reader died 6 times within 10 s, the last time because ENOENT: no such file/,
  );
});
