// A pipeline of the test's own, in a module of its own, with real threads.
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import type {Engine, RunOptions, Snapshot} from '../../source/engine/index.ts';
import {importBuiltEngine, seen} from '../helpers/built.ts';
import {longTest, sampled} from '../helpers/sample.ts';

const {startPipeline, DefinitionError} = await importBuiltEngine();

const fixture = (name: string) => new URL(`../fixtures/${name}.ts`, import.meta.url);
const start = (options: RunOptions = {}) => startPipeline(fixture('sum'), options);
const stopOf = async (engine: Engine) => (await engine.finished).stop;
const arrived = ({channels}: Snapshot) => channels.find(({name}) => name === 'scaled')?.total ?? 0;
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when messages have arrived since now. */
async function hasMoved(engine: Engine): Promise<Snapshot> {
  const before = arrived(engine.getSnapshot());
  return await seen(engine, (snapshot) => arrived(snapshot) > before);
}

test.each([1, 3])(
  'on %i threads it runs to the end of its input, with exact sums',
  async (threads) => {
    const engine = await start({threads, settings: {total: 1_234_567}});
    const last = await engine.finished;
    expect(last.stop).toEqual({
      by: 'done',
      clean: true,
      verified: true,
      mismatch: null,
      holdouts: [],
      fault: null,
    });
    expect(last.channels.map(({name, sent, total}) => [name, sent, total])).toEqual([
      ['numbers', 1_234_567, 1_234_567],
      ['scaled', 1_234_567, 1_234_567],
    ]);
    // 1,234 times 0 to 999, and then 0 to 566.
    const count = 1_234 * 499_500 + (566 * 567) / 2;
    expect(last.counters).toEqual([{name: 'sum', label: 'sum', count, share: null}]);
  },
);

test('its Snapshot has its own names, and nothing of FizzBuzz', async () => {
  const engine = await start({settings: {total: 10_000}});
  const last = await engine.finished;
  expect(last).toMatchObject({
    pipeline: {name: 'sum', throughput: 'scaled', proof: 'the sum is exact'},
    settings: {scale: 'plain', capacityMessages: 1_024, batchMessages: 64},
    beat: null,
    machine: {kernels: ''},
  });
  expect(last.latency?.p50Ms).toBeGreaterThan(0);
  expect(last.actors.map(({name, thread}) => [name, thread])).toEqual([
    ['source', 1],
    ['scaler', 2],
    ['sink', 3],
  ]);
  expect(last.modes.map(({mode, messages}) => [mode, messages])).toEqual([
    ['plain', 10_000],
    ['doubled', 0],
  ]);
  const texts = last.log.map(({text}) => text);
  expect(texts[0]).toMatch(/^Running: plain, batches of 64, capacity 1,024, 3 threads, \d+ cores$/);
  expect(texts).toContain('Sink: the first messages have arrived');
});

test('a path of a file starts it too', async () => {
  const engine = await startPipeline(fileURLToPath(fixture('sum')), {settings: {total: 100}});
  expect(await stopOf(engine)).toMatchObject({by: 'done', clean: true, verified: true});
});

test.each(sampled(['source', 'scaler', 'sink'], 1))(
  '%s is crashed, and nothing is lost',
  async (actor) => {
    const engine = await start();
    for (let crash = 1; crash <= 3; crash++) {
      await hasMoved(engine);
      engine.crash(actor);
      await seen(engine, ({actors}) => actors.some(({restarts}) => restarts === crash));
    }
    await hasMoved(engine);
    engine.stop('key');
    const {stop, actors} = await engine.finished;
    expect(stop).toMatchObject({by: 'key', clean: true, verified: true});
    expect(actors.map(({name, restarts}) => [name, restarts])).toEqual(
      ['source', 'scaler', 'sink'].map((name) => [name, name === actor ? 3 : 0]),
    );
  },
);

longTest('other sizes, settings, crashes and pauses in turn lose nothing', async () => {
  const engine = await start();
  await hasMoved(engine);
  const sizes = [
    {capacityMessages: 65_536, batchMessages: 32_768},
    {capacityMessages: 2, batchMessages: 1},
    {capacityMessages: 4_096, batchMessages: 7},
  ];
  for (const [round, size] of sizes.entries()) {
    engine.reshape(size);
    if (round === 1) engine.crash('scaler');
    await seen(
      engine,
      ({state, settings}) =>
        state === 'running' && settings.capacityMessages === size.capacityMessages,
    );
    await hasMoved(engine);
    engine.set('scale', round % 2 === 0 ? 'doubled' : 'plain');
    await hasMoved(engine);
    engine.crash(['source', 'scaler', 'sink'][round] as string);
    engine.setPaused(true);
    await pass(50);
    expect(engine.isPaused).toBe(true);
    engine.setPaused(false);
    await hasMoved(engine);
  }
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toEqual({
    by: 'key',
    clean: true,
    verified: true,
    mismatch: null,
    holdouts: [],
    fault: null,
  });
  expect(last.settings).toEqual({
    scale: 'doubled',
    capacityMessages: 4_096,
    batchMessages: 7,
    threads: 3,
    lanes: 1,
  });
  const messages = last.modes.map((mode) => mode.messages);
  expect(Math.min(...messages)).toBeGreaterThan(0);
  expect(messages.reduce((sum, count) => sum + count)).toBe(arrived(last));
});

longTest('in a pause nothing arrives', async () => {
  const engine = await start();
  await hasMoved(engine);
  engine.setPaused(true);
  await pass(300);
  const before = arrived(engine.getSnapshot());
  await pass(300);
  expect(arrived(engine.getSnapshot())).toBe(before);
  expect(engine.getSnapshot()).toMatchObject({state: 'paused', limit: {kind: 'pause'}});
  engine.setPaused(false);
  await hasMoved(engine);
  engine.stop('key');
  expect(await stopOf(engine)).toMatchObject({clean: true, verified: true});
});

longTest(
  'a setting that the definition does not have, or does not accept, is an error',
  async () => {
    const engine = await start();
    expect(() => engine.set('speed', 1)).toThrow('speed');
    expect(() => engine.set('scale', 'tripled')).toThrow('plain | doubled');
    expect(() => engine.set('total', -1)).toThrow('a number from 0 to Infinity');
    engine.stop('key');
    expect(await stopOf(engine)).toMatchObject({clean: true, verified: true});
  },
);

const wrongOptions: ReadonlyArray<[RunOptions, string]> = [
  [{settings: {speed: 1}}, 'setting speed is not known; there are: scale, total'],
  [{settings: {scale: 'tripled'}}, 'setting scale was given tripled; it takes plain | doubled'],
  [{settings: {total: 'all'}}, 'setting total was given all; it takes a number from 0 to Infinity'],
  [{threads: 2}, 'pipeline sum has no grouping on 2 threads; it has 3, 1'],
  [{capacityMessages: 1_000}, 'a capacity of 1000 is not a power of two from 2 to 67108864'],
  [{batchMessages: 513}, 'a batch of 513 is not a whole number from 1 to half the capacity, 512'],
];

test.each(wrongOptions)('the options %j are refused in one sentence', async (options, message) => {
  const refused = start(options);
  await expect(refused).rejects.toThrow(DefinitionError);
  await expect(refused).rejects.toMatchObject({message});
});

test('a module that does not export a pipeline is refused in one sentence', async () => {
  const refused = startPipeline(fixture('no-pipeline'));
  await expect(refused).rejects.toThrow(DefinitionError);
  await expect(refused).rejects.toThrow(
    /^\S+no-pipeline\.ts does not export a pipeline by default$/,
  );
});

test('a module that cannot be loaded is refused in one sentence, with the reason', async () => {
  const failing = startPipeline(fixture('failing'));
  await expect(failing).rejects.toThrow(DefinitionError);
  await expect(failing).rejects.toThrow(
    /^\S+failing\.ts cannot be loaded: the licence has expired$/,
  );
  const missing = startPipeline(fixture('missing'));
  await expect(missing).rejects.toThrow(DefinitionError);
  await expect(missing).rejects.toThrow(/^\S+missing\.ts cannot be loaded: [^\n]+$/);
});

test('a definition that cannot run is refused with its fault', async () => {
  const refused = startPipeline(fixture('faulty-definition'));
  await expect(refused).rejects.toThrow(DefinitionError);
  await expect(refused).rejects.toThrow(/^pipeline faulty: a thread has no actor$/);
});

longTest('an actor that cannot be made ends the run at once, with the reason', async () => {
  const engine = await startPipeline(fixture('wrong-name'));
  const {stop, actors} = await engine.finished;
  const reason = 'value is not a channel from which it receives; there are: values';
  expect(stop).toMatchObject({
    by: 'fault',
    clean: false,
    verified: false,
    fault: `the thread of sink could not start: actor sink: ${reason}`,
    holdouts: [],
  });
  expect(actors.map(({restarts}) => restarts)).toEqual([0, 0]);
});

longTest('a size that start refuses is refused by resize', async () => {
  const engine = await start();
  await seen(engine, ({channels}) => (channels[1]?.total ?? 0) > 0);
  expect(() => engine.reshape({capacityMessages: 100, batchMessages: 3})).toThrow();
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

test('a stop with an unknown reason throws, and a following stop is clean', async () => {
  const engine = await start();
  await seen(engine, ({channels}) => (channels[1]?.total ?? 0) > 0);
  expect(() => engine.stop('nonsense')).toThrow();
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({by: 'key', clean: true, verified: true});
});
