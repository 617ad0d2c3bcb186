// The built engine with real threads: FizzBuzz's counts are exact with every size and setting.
import {expect, test} from 'vitest';
import type {Engine, Snapshot} from '../../source/engine/index.ts';
import type {FizzBuzzOptions} from '../../source/fizzbuzz/index.ts';
import {importBuiltEngine, seen} from '../helpers/built.ts';
import {withoutMemory} from '../helpers/no-memory.ts';
import {importBuiltFizzBuzz, totalsOf, usualOptions} from '../helpers/runs.ts';
import {longTest, sampled} from '../helpers/sample.ts';

const {OutOfMemoryError} = await importBuiltEngine();
const {startFizzBuzz, modes} = await importBuiltFizzBuzz();

async function run(options: Partial<FizzBuzzOptions>): Promise<Snapshot> {
  return await startFizzBuzz({...usualOptions, ...options}).finished;
}

const sizes = modes.flatMap((mode) =>
  (
    [
      [2, 1, 50],
      [4, 2, 300],
      [64, 1, 2_000],
      [64, 7, 1_000],
      [1_024, 64, 2_000],
      [1_024, 511, 500],
      [65_536, 32_768, 300],
      [1_048_576, 524_288, 60],
      [1_048_576, 100_003, 200],
    ] as const
  ).map(([capacity, batch, beats]) => ({mode, capacity, batch, beats})),
);

test.each(sampled(sizes, 4))(
  '$mode, capacity $capacity, batch $batch: $beats beats are exact',
  async ({mode, capacity, batch, beats}) => {
    const last = await run({capacityMessages: capacity, batchMessages: batch, beats, mode});
    expect(last.stop).toEqual({
      by: 'beats',
      clean: true,
      verified: true,
      mismatch: null,
      holdouts: [],
      fault: null,
    });
    const {logged, beatsTaken} = totalsOf(last);
    expect(beatsTaken).toBe(beats);
    // Each beat released its batch. Two rings hold at most what was generated beyond that.
    expect(logged).toBeGreaterThanOrEqual(beats * batch);
    expect(logged).toBeLessThanOrEqual(beats * batch + 2 * capacity);
    expect(last.modes.find((used) => used.mode === mode)?.messages).toBe(logged);
  },
);

test.each([1, 2, 3, 4])('on %i threads the counts are exact', async (threads) => {
  const size = {capacityMessages: 1_024, batchMessages: 64};
  const last = await run({...size, beats: 500, threads});
  expect(last.stop).toMatchObject({by: 'beats', clean: true, verified: true});
  expect(totalsOf(last).beatsTaken).toBe(500);
  expect(new Set(last.actors.map(({thread}) => thread)).size).toBe(threads);
});

longTest('beats on a schedule release batches at its rate', async () => {
  const last = await run({capacityMessages: 1_024, batchMessages: 64, beatPeriodMs: 1, beats: 200});
  expect(totalsOf(last).beatsTaken).toBe(200);
  expect(last.elapsedSeconds).toBeGreaterThan(0.19);
  expect(last.stop?.verified).toBe(true);
});

/** The Snapshot of a run that has not moved for a while. */
async function comeToRest(engine: Engine): Promise<Snapshot> {
  for (;;) {
    const before = engine.getSnapshot();
    await new Promise((resolve) => setTimeout(resolve, 600));
    if (engine.getSnapshot() === before) return before;
  }
}

longTest('a duration ends the run, and a pause does not count', async () => {
  const engine = startFizzBuzz({...usualOptions, durationSeconds: 0.4});
  await seen(engine, ({state}) => state === 'running');
  engine.setPaused(true);
  // Batches that have begun are finished first. Then nothing moves.
  const paused = await comeToRest(engine);
  expect(paused.state).toBe('paused');
  engine.setPaused(false);
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'duration', clean: true, verified: true});
  expect(totalsOf(last).logged).toBeGreaterThan(totalsOf(paused).logged);
  expect(last.elapsedSeconds - last.activeSeconds).toBeGreaterThan(0.5);
  expect(last.activeSeconds).toBeGreaterThan(0.35);
});

longTest('commands of any kind at any moment lose nothing', async () => {
  const engine = startFizzBuzz({...usualOptions, batchMessages: 1_000});
  await seen(engine, ({state}) => state === 'running');
  for (let round = 0; round < 40; round++) {
    engine.set('mode', round % 2 === 0 ? 'zero-copy' : 'double-buffer');
    engine.set('beatPeriodMs', round % 3 === 0 ? 0 : 0.2);
    engine.setPaused(round % 5 === 0);
    await new Promise((resolve) => setTimeout(resolve, 7));
    engine.setPaused(false);
  }
  engine.set('beatPeriodMs', 0);
  for (const mode of modes) {
    engine.set('mode', mode);
    await seen(engine, (snapshot) =>
      snapshot.modes.every((used) => used.mode !== mode || used.messages > 0),
    );
  }
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'key', clean: true, verified: true});
  expect(last.modes.every(({messages}) => messages > 0)).toBe(true);
  const sum = last.modes.reduce((total, {messages}) => total + messages, 0);
  expect(sum).toBe(totalsOf(last).logged);
});

longTest('a stop before the threads are ready is clean', async () => {
  const engine = startFizzBuzz(usualOptions);
  engine.stop('SIGTERM');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'SIGTERM', clean: true, verified: true});
  expect(totalsOf(last).logged).toBe(0);
});

longTest('a stop in a pause drains and is clean', async () => {
  const engine = startFizzBuzz(usualOptions);
  await seen(engine, (snapshot) => totalsOf(snapshot).logged > 0);
  engine.setPaused(true);
  engine.stop('SIGINT');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'SIGINT', clean: true, verified: true});
});

test('a second stop ends at once, and is unclean', async () => {
  const engine = startFizzBuzz(usualOptions);
  await seen(engine, (snapshot) => totalsOf(snapshot).logged > 0);
  engine.stop('key');
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop?.clean).toBe(false);
  expect(last.stop?.fault).toBe('it was stopped at once');
  expect(last.state).toBe('failed');
});

test('memory that the machine refuses is an error that says how much was requested', () => {
  const start = () => startFizzBuzz(usualOptions);
  // The rings have more than a mebibyte. The check of the kernels has less.
  withoutMemory(() => {
    expect(start).toThrow(OutOfMemoryError);
    expect(start).toThrow(/\d{7} bytes/);
  }, 16);
  withoutMemory(() => expect(start).toThrow(OutOfMemoryError));
});

longTest('a Snapshot is plain data: it survives JSON unchanged', async () => {
  const last = await run({beats: 10});
  expect(JSON.parse(JSON.stringify(last))).toEqual(last);
});
