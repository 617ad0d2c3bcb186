// Runs in several lanes, with real threads: every number once, none lost.
import {expect, test} from 'vitest';
import type {Engine, Snapshot} from '../../source/engine/index.ts';
import {seen} from '../helpers/built.ts';
import {importBuiltFizzBuzz, totalsOf, usualOptions} from '../helpers/runs.ts';
import {longTest} from '../helpers/sample.ts';

const {startFizzBuzz} = await importBuiltFizzBuzz();

const usual = {
  ...usualOptions,
  capacityMessages: 1_024,
  batchMessages: 256,
  mode: 'zero-copy',
  threads: 'auto',
} as const;

const isExact = {clean: true, verified: true, mismatch: null, fault: null};

async function stopped(engine: Engine): Promise<Snapshot> {
  engine.stop('key');
  const last = await engine.finished;
  const {generated, processed, logged, beatsSent, beatsTaken} = totalsOf(last);
  expect(last.stop).toMatchObject(isExact);
  expect([processed, logged]).toEqual([generated, generated]);
  expect(beatsTaken).toBe(beatsSent);
  return last;
}

const logged = (snapshot: Snapshot) =>
  snapshot.lanes.map(({channels}) => channels.find((one) => one.definedName === 'results')?.total);

longTest('lanes work side by side, and their figures add up to those of the run', async () => {
  const engine = startFizzBuzz({...usual, lanes: 2});
  await seen(engine, (snapshot) => logged(snapshot).every((total = 0) => total > 100_000));
  const last = await stopped(engine);
  expect(last.settings).toMatchObject({lanes: 2, threads: 1});
  expect(last.lanes.map(({actors}) => actors.map(({name, thread}) => [name, thread]))).toEqual([
    [
      ['heartbeat', 1],
      ['generator-0', 1],
      ['worker-0', 1],
      ['logger-0', 1],
    ],
    [
      ['heartbeat', 1],
      ['generator-1', 2],
      ['worker-1', 2],
      ['logger-1', 2],
    ],
  ]);
  const [first = 0, second = 0] = logged(last);
  expect(first + second).toBe(totalsOf(last).logged);
  const texts = last.log.map(({text}) => text);
  expect(texts).toContain('Logger-0: 4 messages processed (F:1, B:0, FB:1, V:2)');
  expect(texts.filter((text) => text.startsWith('Logger-1: 1 '))).toEqual([]);
});

longTest('the beats of a schedule are dealt to the lanes in turn', async () => {
  const engine = startFizzBuzz({...usual, lanes: 4, beatPeriodMs: 0.5, beats: 400});
  const last = await engine.finished;
  expect(last.stop).toMatchObject(isExact);
  expect(totalsOf(last).beatsSent).toBe(400);
  const beats = last.lanes.map(({channels}) => channels.find(({name}) => name.startsWith('beats')));
  expect(beats.map((beat) => beat?.total)).toEqual([100, 100, 100, 100]);
});

longTest('totals, tallies and restarts continue through every number of lanes', async () => {
  const engine = startFizzBuzz({...usual, lanes: 1});
  let last = engine.getSnapshot();
  const moves = (snapshot: Snapshot) =>
    snapshot.state === 'running' &&
    snapshot.settings.lanes === engine.shape.lanes &&
    snapshot.throughput.messages > last.throughput.messages;
  for (const lanes of [2, 3, 1, 4, 2]) {
    engine.reshape({lanes});
    last = await seen(engine, moves);
    expect(last.change?.what).toMatch(new RegExp(`^lanes \\d → ${lanes}$`));
    expect(last.lanes).toHaveLength(lanes === 1 ? 0 : lanes);
    engine.crash('worker');
  }
  const {log, actors} = await stopped(engine);
  expect(actors.find(({name}) => name === 'worker')?.restarts).toBeGreaterThanOrEqual(4);
  // By its defined name, an actor is crashed in one lane after the other.
  expect(log.map(({text}) => text)).toContainEqual(expect.stringMatching(/worker-1.* died/));
});

longTest(
  'every thread of every lane can be crashed, and a lane has several threads if asked',
  async () => {
    const engine = startFizzBuzz({...usual, lanes: 2, threads: 2});
    for (const actor of ['worker-1', 'generator-0', 'heartbeat', 'logger-1', 'worker-0']) {
      const before = engine.getSnapshot().throughput.messages;
      engine.crash(actor);
      await seen(engine, ({throughput}) => throughput.messages > before + 10_000);
    }
    await stopped(engine);
  },
);

longTest('sixteen lanes on any number of cores are exact', async () => {
  const engine = startFizzBuzz({...usual, lanes: 16, beatPeriodMs: 0});
  await seen(engine, (snapshot) => logged(snapshot).every((total = 0) => total > 1_000));
  const {log, machine} = await stopped(engine);
  const warning = `16 lanes take turns on ${machine.cores} cores`;
  expect(log.some(({text}) => text === warning)).toBe(machine.cores < 16);
});

test('with another number of lanes, only what was the default follows', async () => {
  const engine = startFizzBuzz({
    ...usual,
    capacityMessages: 1_048_576,
    batchMessages: 524_288,
    beatPeriodMs: 1_000,
  });
  const single = engine.shape;
  engine.reshape({lanes: 2});
  const several = {lanes: 2, threads: 1, capacityMessages: 131_072, batchMessages: 65_536};
  expect(engine.shape).toEqual(several);
  engine.reshape({batchMessages: 64});
  engine.reshape({lanes: 3});
  expect(engine.shape).toEqual({...several, lanes: 3, batchMessages: 64});
  engine.reshape({lanes: 1, batchMessages: 524_288});
  expect(engine.shape).toEqual(single);
  engine.reshape({capacityMessages: 4_096, batchMessages: 2_048, threads: 2});
  engine.reshape({lanes: 2});
  expect(engine.shape).toMatchObject({lanes: 2, capacityMessages: 4_096});
  await stopped(engine);
});

test('a number of lanes that cannot be is refused, and nothing changes', async () => {
  const engine = startFizzBuzz({...usual, lanes: 1});
  for (const lanes of [0, 65, 1.5]) {
    expect(() => engine.reshape({lanes})).toThrow(/cannot have .* lanes; it takes .* 1 to 64/);
  }
  expect(engine.shape.lanes).toBe(1);
  await stopped(engine);
});
