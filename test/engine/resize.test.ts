// A run that is given other sizes while it runs: real threads, as it was built; every message in order, none lost.
import {expect, test} from 'vitest';
import type {EngineOptions, PipelineSize, Snapshot} from '../../source/engine/index.ts';
import {importBuiltEngine, seen} from '../helpers/built.ts';
import {withoutMemory} from '../helpers/no-memory.ts';

const {startEngine} = await importBuiltEngine();

const usual: EngineOptions = {
  capacityMessages: 1_024,
  batchMessages: 512,
  beatPeriodMs: 0,
  beats: Number.POSITIVE_INFINITY,
  durationSeconds: Number.POSITIVE_INFINITY,
  mode: 'zero-copy',
  kernels: 'auto',
  logLevel: 'info',
};

const has =
  ({capacityMessages, batchMessages}: PipelineSize) =>
  ({state, batchMessages: batch, channels}: Snapshot) =>
    state === 'running' &&
    batch === batchMessages &&
    channels[0]?.capacityMessages === capacityMessages;

const moved = (more: Snapshot) => (snapshot: Snapshot) =>
  snapshot.messages.logged > more.messages.logged;

const sizes: readonly PipelineSize[] = [
  {capacityMessages: 2, batchMessages: 1},
  {capacityMessages: 1_048_576, batchMessages: 524_288},
  // Only the batch is another: in the same rings.
  {capacityMessages: 1_048_576, batchMessages: 100_003},
  {capacityMessages: 64, batchMessages: 1},
  {capacityMessages: 65_536, batchMessages: 7},
];

test.each(['zero-copy', 'double-buffer'] as const)(
  'in %s mode totals and numbering go on through every size, and the sum is verified',
  async (mode) => {
    const engine = startEngine({...usual, mode});
    let last = await seen(engine, moved(engine.getSnapshot()));
    for (const size of sizes) {
      engine.resize(size);
      const there = await seen(engine, has(size));
      expect(there.messages.logged).toBeGreaterThanOrEqual(last.messages.logged);
      last = await seen(engine, moved(there));
    }
    engine.stop('key');
    const end = await engine.finished;
    expect(end.stop).toMatchObject({clean: true, verified: true});
    expect(end.actors.every(({restarts}) => restarts === 0)).toBe(true);
    expect(end.modes.find((used) => used.mode === mode)?.messages).toBe(end.messages.logged);
    expect(end.heartbeats).toBe(end.beat.sent);
  },
);

test('each size has a segment of its own, and the segments add up to the run', async () => {
  const engine = startEngine({...usual, beatPeriodMs: 5});
  const long = (snapshot: Snapshot) => (snapshot.segments.at(-1)?.seconds ?? 0) > 0.45;
  await seen(engine, long);
  engine.resize({capacityMessages: 4_096, batchMessages: 512});
  await seen(engine, (snapshot) => snapshot.segments.length === 2 && long(snapshot));
  engine.setMode('double-buffer');
  await seen(engine, (snapshot) => snapshot.segments.length === 3 && long(snapshot));
  engine.stop('key');
  const {segments, messages, activeSeconds} = await engine.finished;
  expect(segments.map(({capacityMessages, mode}) => [capacityMessages, mode])).toEqual([
    [1_024, 'zero-copy'],
    [4_096, 'zero-copy'],
    [4_096, 'double-buffer'],
  ]);
  const sum = (pick: (segment: (typeof segments)[number]) => number) =>
    segments.reduce((total, segment) => total + pick(segment), 0);
  expect(sum((segment) => segment.messages)).toBe(messages.logged);
  expect(sum((segment) => segment.seconds)).toBeCloseTo(activeSeconds, 6);
  for (const {limit, latency} of segments) {
    expect(limit.by).toBe('heartbeat');
    expect(latency).not.toBeNull();
  }
});

test('a change of size is told with before and after', async () => {
  const engine = startEngine({...usual, beatPeriodMs: 1});
  await seen(engine, ({activeSeconds}) => activeSeconds > 0.5);
  engine.resize({capacityMessages: 1_024, batchMessages: 64});
  // Beats stay the same, and each releases an eighth.
  const {change} = await seen(
    engine,
    ({change}) => (change?.after?.perSecond ?? Infinity) < (change?.before?.perSecond ?? 0) / 4,
  );
  expect(change?.what).toBe('batch 512 → 64');
  engine.stop('key');
  await engine.finished;
});

test('a profile, with its mode and beat, is told as one change, and its segment counts nothing of the drain', async () => {
  const engine = startEngine({...usual, capacityMessages: 65_536, batchMessages: 32_768});
  await seen(engine, ({activeSeconds}) => activeSeconds > 0.5);
  engine.resize({capacityMessages: 64, batchMessages: 1});
  engine.setMode('double-buffer');
  engine.setBeatPeriodMs(10);
  const {change, segments, mode, beat} = await seen(
    engine,
    (snapshot) => snapshot.segments.length === 2 && (snapshot.segments[1]?.seconds ?? 0) > 0.5,
  );
  expect([mode, beat.periodMs]).toEqual(['double-buffer', 10]);
  expect(change?.what).toBe(
    'zero-copy → double-buffer, free-running → 100 beats/s, capacity 65,536 → 64, batch 32,768 → 1',
  );
  // A beat releases one message, and a hundred a second come; those of the last second before are made up for.
  const {messages = Infinity, seconds = 0} = segments[1] ?? {};
  expect(messages).toBeLessThan(100 * (seconds + 1));
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

test('sizes asked for in quick succession end at the last', async () => {
  const engine = startEngine(usual);
  await seen(engine, moved(engine.getSnapshot()));
  for (const size of sizes) engine.resize(size);
  const goal = sizes.at(-1) as PipelineSize;
  expect(engine.size).toEqual(goal);
  const there = await seen(engine, ({segments}) => {
    const {capacityMessages, seconds = 0} = segments.at(-1) ?? {};
    return capacityMessages === goal.capacityMessages && seconds > 0.3;
  });
  engine.resize(sizes[0] as PipelineSize);
  engine.resize(goal);
  await seen(engine, ({state}) => state === 'resizing');
  await seen(engine, has(goal));
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({clean: true, verified: true});
  // What was taken back at once is no change.
  expect(last.segments).toHaveLength(there.segments.length);
  expect(last.log.map(({text}) => text)).not.toContain('Changed: ');
});

test('a size asked for before the threads are up is what the run goes to', async () => {
  const engine = startEngine(usual);
  engine.resize({capacityMessages: 64, batchMessages: 1});
  await seen(engine, has({capacityMessages: 64, batchMessages: 1}));
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

test('in a pause a new size is taken, and the pause goes on', async () => {
  const engine = startEngine(usual);
  await seen(engine, moved(engine.getSnapshot()));
  engine.setPaused(true);
  engine.resize({capacityMessages: 64, batchMessages: 4});
  expect([engine.getSnapshot().state, engine.isPaused]).toEqual(['resizing', true]);
  const paused = await seen(
    engine,
    ({state, batchMessages}) => state === 'paused' && batchMessages === 4,
  );
  // All that was under way has been drained, and nothing new has begun.
  expect(paused.messages.generated).toBe(paused.messages.logged);
  engine.setPaused(false);
  await seen(engine, moved(paused));
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

test('after a stop was asked for nothing can be changed any more', async () => {
  const engine = startEngine(usual);
  await seen(engine, ({activeSeconds}) => activeSeconds > 0.3);
  engine.stop('key');
  engine.setMode('double-buffer');
  engine.setBeatPeriodMs(1);
  engine.resize({capacityMessages: 64, batchMessages: 1});
  const last = await engine.finished;
  expect(last).toMatchObject({
    mode: 'zero-copy',
    change: null,
    stop: {clean: true, verified: true},
  });
  expect(last.segments).toHaveLength(1);
});

test.each([0, 1, 3, 10, 30, 60])(
  'a stop %d ms after a resize was asked for is clean',
  async (ms) => {
    const engine = startEngine(usual);
    await seen(engine, moved(engine.getSnapshot()));
    engine.resize({capacityMessages: 65_536, batchMessages: 1_000});
    await new Promise((resolve) => setTimeout(resolve, ms));
    engine.stop('SIGTERM');
    const last = await engine.finished;
    expect(last.stop).toMatchObject({by: 'SIGTERM', clean: true, verified: true});
  },
);

test('beats that are done in the new size end the run, and none is skipped', async () => {
  const engine = startEngine({...usual, beatPeriodMs: 1, beats: 400});
  await seen(engine, ({beat}) => beat.sent > 100);
  engine.resize({capacityMessages: 4_096, batchMessages: 2_048});
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'beats', clean: true, verified: true});
  expect(last.heartbeats).toBe(400);
  expect(last.beat.skipped).toBe(0);
});

test('rings that were left are given back', async () => {
  const sizes = [2_097_152, 4_194_304].map((capacityMessages) => ({
    capacityMessages,
    batchMessages: capacityMessages / 2,
  }));
  const engine = startEngine({...usual, ...sizes[0]});
  await seen(engine, ({messages}) => messages.logged > 2 ** 23);
  const before = process.memoryUsage.rss();
  for (let turn = 1; turn <= 8; turn++) {
    const size = sizes[turn % 2] as PipelineSize;
    engine.resize(size);
    const there = await seen(engine, has(size));
    // Once round each ring, so that all of it has been touched.
    await seen(
      engine,
      ({messages}) => messages.logged > there.messages.logged + 2 * size.capacityMessages,
    );
  }
  engine.stop('key');
  await engine.finished;
  // Eight pairs of rings are 384 MiB; the largest is 64, and its successor is there before it is left.
  expect(process.memoryUsage.rss() - before).toBeLessThan(250 * 2 ** 20);
});

test('memory that the machine refuses leaves the run as it was, and the log says so', async () => {
  const engine = startEngine(usual);
  const before = await seen(engine, moved(engine.getSnapshot()));
  withoutMemory(() => {
    engine.resize({capacityMessages: 2_048, batchMessages: 1});
  });
  const {capacityMessages, batchMessages} = usual;
  expect(engine.size).toEqual({capacityMessages, batchMessages});
  await seen(engine, moved(before));
  const {log} = engine.getSnapshot();
  expect(log.map(({text}) => text)).toContainEqual(
    expect.stringMatching(/^No capacity of 2048: the machine did not give \d+ bytes/),
  );
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

test('threads that die while it drains, or while the new ones start, cost nothing', async () => {
  const engine = startEngine(usual);
  await seen(engine, moved(engine.getSnapshot()));
  for (const [round, size] of [...sizes, ...sizes.slice(0, 2)].entries()) {
    engine.resize(size);
    engine.crash('worker');
    await new Promise((resolve) => setTimeout(resolve, round * 11));
    engine.crash('generator');
    engine.crash('logger');
    await seen(engine, has(size));
  }
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({clean: true, verified: true});
  expect(Math.max(...last.actors.map(({restarts}) => restarts))).toBeGreaterThan(3);
});
