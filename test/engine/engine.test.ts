// The engine with real threads, as it was built: exact counts whatever the shape of the run.
import {expect, test} from 'vitest';
import type {EngineOptions, Snapshot} from '../../source/engine/index.ts';
import {importBuiltEngine, seen} from '../helpers/built.ts';
import {withoutMemory} from '../helpers/no-memory.ts';

const {startEngine, OutOfMemoryError, modes} = await importBuiltEngine();

const usual: EngineOptions = {
  capacityMessages: 65_536,
  batchMessages: 32_768,
  beatPeriodMs: 0,
  beats: Number.POSITIVE_INFINITY,
  durationSeconds: Number.POSITIVE_INFINITY,
  mode: 'double-buffer',
  kernels: 'auto',
  logLevel: 'info',
};

async function run(wishes: Partial<EngineOptions>): Promise<Snapshot> {
  return await startEngine({...usual, ...wishes}).finished;
}

const shapes = modes.flatMap((mode) =>
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

test.each(shapes)(
  '$mode, capacity $capacity, batch $batch: $beats beats are exact',
  async (shape) => {
    const {mode, capacity, batch, beats} = shape;
    const last = await run({capacityMessages: capacity, batchMessages: batch, beats, mode});
    expect(last.stop).toEqual({
      by: 'beats',
      clean: true,
      verified: true,
      holdouts: [],
      fault: null,
    });
    expect(last.heartbeats).toBe(beats);
    // Each beat released its batch; what was generated beyond that, two rings hold at most.
    expect(last.messages.logged).toBeGreaterThanOrEqual(beats * batch);
    expect(last.messages.logged).toBeLessThanOrEqual(beats * batch + 2 * capacity);
    expect(last.modes.find((used) => used.mode === mode)?.messages).toBe(last.messages.logged);
  },
);

test('beats on a schedule release batches at its rate', async () => {
  const last = await run({capacityMessages: 1_024, batchMessages: 64, beatPeriodMs: 1, beats: 200});
  expect(last.heartbeats).toBe(200);
  expect(last.elapsedSeconds).toBeGreaterThan(0.19);
  expect(last.stop?.verified).toBe(true);
});

/** The Snapshot of a run that has not moved for a while. */
async function comeToRest(engine: ReturnType<typeof startEngine>): Promise<Snapshot> {
  for (;;) {
    const before = engine.getSnapshot();
    await new Promise((resolve) => setTimeout(resolve, 600));
    if (engine.getSnapshot() === before) return before;
  }
}

test('a duration ends the run, and a pause does not count', async () => {
  const engine = startEngine({...usual, durationSeconds: 0.4});
  await seen(engine, ({state}) => state === 'running');
  engine.setPaused(true);
  // What was begun is finished first; then nothing moves any more.
  const {messages, state} = await comeToRest(engine);
  expect(state).toBe('paused');
  engine.setPaused(false);
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'duration', clean: true, verified: true});
  expect(last.messages.logged).toBeGreaterThan(messages.logged);
  expect(last.elapsedSeconds - last.activeSeconds).toBeGreaterThan(0.5);
  expect(last.activeSeconds).toBeGreaterThan(0.35);
});

test('commands of any kind at any moment lose nothing', async () => {
  const engine = startEngine({...usual, batchMessages: 1_000});
  await seen(engine, ({state}) => state === 'running');
  for (let round = 0; round < 40; round++) {
    engine.setMode(round % 2 === 0 ? 'zero-copy' : 'double-buffer');
    engine.setBeatPeriodMs(round % 3 === 0 ? 0 : 0.2);
    engine.setPaused(round % 5 === 0);
    await new Promise((resolve) => setTimeout(resolve, 7));
    engine.setPaused(false);
  }
  engine.setBeatPeriodMs(0);
  for (const mode of modes) {
    engine.setMode(mode);
    await seen(engine, (snapshot) =>
      snapshot.modes.every((used) => used.mode !== mode || used.messages > 0),
    );
  }
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'key', clean: true, verified: true});
  expect(last.modes.every(({messages}) => messages > 0)).toBe(true);
  expect(last.modes[0]?.messages).toBe(last.messages.logged - (last.modes[1]?.messages ?? 0));
});

test('a stop before the threads are up is clean', async () => {
  const engine = startEngine(usual);
  engine.stop('SIGTERM');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'SIGTERM', clean: true, verified: true});
  expect(last.messages.logged).toBe(0);
});

test('a stop in a pause drains and is clean', async () => {
  const engine = startEngine(usual);
  await seen(engine, ({messages}) => messages.logged > 0);
  engine.setPaused(true);
  engine.stop('SIGINT');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'SIGINT', clean: true, verified: true});
});

test('a second stop ends at once, and says which actors had not agreed', async () => {
  const engine = startEngine(usual);
  await seen(engine, ({messages}) => messages.logged > 0);
  engine.stop('key');
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop?.clean).toBe(false);
  expect(last.stop?.fault).toBe('it was stopped at once');
  expect(last.state).toBe('failed');
});

test('memory that the machine refuses is an error that says how much it was', () => {
  withoutMemory(() => {
    expect(() => startEngine(usual)).toThrow(OutOfMemoryError);
    expect(() => startEngine(usual)).toThrow(/\d{7} bytes/);
  });
});

test('a Snapshot is plain data: it survives JSON unchanged', async () => {
  const last = await run({beats: 10});
  expect(JSON.parse(JSON.stringify(last))).toEqual(last);
});
