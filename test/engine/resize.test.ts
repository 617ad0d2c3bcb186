// A run that is given other sizes, with real threads: every message in order, none lost.
import {expect, test} from 'vitest';
import type {PipelineSize, Snapshot} from '../../source/engine/index.ts';
import type {FizzBuzzOptions} from '../../source/fizzbuzz/index.ts';
import {seen} from '../helpers/built.ts';
import {withoutMemory} from '../helpers/no-memory.ts';
import {importBuiltFizzBuzz, totalsOf, usualOptions} from '../helpers/runs.ts';
import {longTest, sampled} from '../helpers/sample.ts';

const {startFizzBuzz} = await importBuiltFizzBuzz();

const usual: FizzBuzzOptions = {
  ...usualOptions,
  capacityMessages: 1_024,
  batchMessages: 512,
  beatPeriodMs: 1,
  mode: 'zero-copy',
  threads: sampled([1, 2, 3, 4], 1).at(-1) ?? 3,
};

const has =
  ({capacityMessages, batchMessages}: PipelineSize) =>
  ({state, settings, channels}: Snapshot) =>
    state === 'running' &&
    settings.batchMessages === batchMessages &&
    channels[0]?.capacityMessages === capacityMessages;

const moved = (since: Snapshot) => (snapshot: Snapshot) =>
  totalsOf(snapshot).logged > totalsOf(since).logged;

const sizes: readonly PipelineSize[] = [
  {capacityMessages: 2, batchMessages: 1},
  {capacityMessages: 1_048_576, batchMessages: 524_288},
  // Only the batch changes, in the same rings.
  {capacityMessages: 1_048_576, batchMessages: 100_003},
  {capacityMessages: 64, batchMessages: 1},
  {capacityMessages: 65_536, batchMessages: 7},
];

test.each(sampled(['zero-copy', 'double-buffer'] as const, 1))(
  'in %s mode totals and numbers continue through every size, and the sum is verified',
  async (mode) => {
    const engine = startFizzBuzz({...usual, mode});
    let last = await seen(engine, moved(engine.getSnapshot()));
    for (const size of sizes) {
      engine.reshape(size);
      const there = await seen(engine, has(size));
      expect(totalsOf(there).logged).toBeGreaterThanOrEqual(totalsOf(last).logged);
      last = await seen(engine, moved(there));
    }
    engine.stop('key');
    const end = await engine.finished;
    expect(end.stop).toMatchObject({clean: true, verified: true});
    expect(end.actors.every(({restarts}) => restarts === 0)).toBe(true);
    const {logged, beatsTaken} = totalsOf(end);
    expect(end.modes.find((used) => used.mode === mode)?.messages).toBe(logged);
    expect(beatsTaken).toBe(end.beat?.sent);
  },
);

longTest('each size has a segment of its own, and the segments add up to the run', async () => {
  const engine = startFizzBuzz({...usual, beatPeriodMs: 5});
  const long = (snapshot: Snapshot) => (snapshot.segments.at(-1)?.seconds ?? 0) > 0.45;
  await seen(engine, long);
  engine.reshape({capacityMessages: 4_096, batchMessages: 512});
  await seen(engine, (snapshot) => snapshot.segments.length === 2 && long(snapshot));
  engine.set('mode', 'double-buffer');
  await seen(engine, (snapshot) => snapshot.segments.length === 3 && long(snapshot));
  engine.stop('key');
  const last = await engine.finished;
  const {segments, activeSeconds} = last;
  expect(segments.map(({settings}) => [settings.capacityMessages, settings.mode])).toEqual([
    [1_024, 'zero-copy'],
    [4_096, 'zero-copy'],
    [4_096, 'double-buffer'],
  ]);
  const sum = (pick: (segment: (typeof segments)[number]) => number) =>
    segments.reduce((total, segment) => total + pick(segment), 0);
  expect(sum((segment) => segment.messages)).toBe(totalsOf(last).logged);
  expect(sum((segment) => segment.seconds)).toBeCloseTo(activeSeconds, 6);
  for (const {limit, latency} of segments) {
    expect(limit.by).toBe('heartbeat');
    expect(latency).not.toBeNull();
  }
});

longTest('a change of size is reported with before and after', async () => {
  const engine = startFizzBuzz(usual);
  await seen(engine, ({activeSeconds}) => activeSeconds > 0.5);
  engine.reshape({capacityMessages: 1_024, batchMessages: 64});
  // The beats stay the same, and each releases an eighth.
  const {change} = await seen(
    engine,
    ({change}) => (change?.after?.perSecond ?? Infinity) < (change?.before?.perSecond ?? 0) / 4,
  );
  expect(change?.what).toBe('batch 512 → 64');
  engine.stop('key');
  await engine.finished;
});

longTest(
  'a profile, with mode and beat, is one change, and its segment counts nothing of the drain',
  async () => {
    const engine = startFizzBuzz({
      ...usual,
      capacityMessages: 65_536,
      batchMessages: 32_768,
      beatPeriodMs: 0,
    });
    await seen(engine, ({activeSeconds}) => activeSeconds > 0.5);
    engine.reshape({capacityMessages: 64, batchMessages: 1});
    engine.set('mode', 'double-buffer');
    engine.set('beatPeriodMs', 10);
    const {change, segments, settings, beat} = await seen(
      engine,
      (snapshot) => snapshot.segments.length === 2 && (snapshot.segments[1]?.seconds ?? 0) > 0.5,
    );
    expect([settings.mode, beat?.periodMs]).toEqual(['double-buffer', 10]);
    expect(change?.what).toBe(
      'zero-copy → double-buffer, free-running → 100 beats/s, ' +
        'capacity 65,536 → 64, batch 32,768 → 1',
    );
    // A beat releases one message, and a hundred come per second. A late heartbeat catches up on at
    // most a second.
    const {messages = Infinity, seconds = 0} = segments[1] ?? {};
    expect(messages).toBeLessThan(100 * (seconds + 1));
    engine.stop('key');
    expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
  },
);

longTest('of sizes that are requested in quick succession the last one takes effect', async () => {
  const engine = startFizzBuzz(usual);
  await seen(engine, moved(engine.getSnapshot()));
  for (const size of sizes) engine.reshape(size);
  const goal = sizes.at(-1) as PipelineSize;
  expect(engine.shape).toMatchObject(goal);
  const there = await seen(engine, ({segments}) => {
    const {settings, seconds = 0} = segments.at(-1) ?? {};
    return settings?.capacityMessages === goal.capacityMessages && seconds > 0.3;
  });
  engine.reshape(sizes[0] as PipelineSize);
  engine.reshape(goal);
  await seen(engine, ({state}) => state === 'resizing');
  await seen(engine, has(goal));
  engine.stop('key');
  const last = await engine.finished;
  expect(last.stop).toMatchObject({clean: true, verified: true});
  // A change that was reverted at once is not a change.
  expect(last.segments).toHaveLength(there.segments.length);
  expect(last.log.map(({text}) => text)).not.toContain('Changed: ');
});

longTest('a size that is requested before the threads are ready takes effect', async () => {
  const engine = startFizzBuzz(usual);
  engine.reshape({capacityMessages: 64, batchMessages: 1});
  await seen(engine, has({capacityMessages: 64, batchMessages: 1}));
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

longTest('in a pause a new size takes effect, and the pause continues', async () => {
  const engine = startFizzBuzz(usual);
  await seen(engine, moved(engine.getSnapshot()));
  engine.setPaused(true);
  engine.reshape({capacityMessages: 64, batchMessages: 4});
  expect([engine.getSnapshot().state, engine.isPaused]).toEqual(['resizing', true]);
  const paused = await seen(
    engine,
    ({state, settings}) => state === 'paused' && settings.batchMessages === 4,
  );
  // All messages in the rings have been drained, and nothing new has begun.
  expect(totalsOf(paused).generated).toBe(totalsOf(paused).logged);
  engine.setPaused(false);
  await seen(engine, moved(paused));
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

longTest('after a stop request nothing can be changed', async () => {
  const engine = startFizzBuzz(usual);
  await seen(engine, ({activeSeconds}) => activeSeconds > 0.3);
  engine.stop('key');
  engine.set('mode', 'double-buffer');
  engine.set('beatPeriodMs', 2);
  engine.reshape({capacityMessages: 64, batchMessages: 1});
  const last = await engine.finished;
  expect(last).toMatchObject({
    settings: {mode: 'zero-copy'},
    change: null,
    stop: {clean: true, verified: true},
  });
  expect(last.segments).toHaveLength(1);
});

test.each(sampled([0, 1, 3, 10, 30, 60], 2))(
  'a stop %d ms after a resize request is clean',
  async (ms) => {
    const engine = startFizzBuzz(usual);
    await seen(engine, moved(engine.getSnapshot()));
    engine.reshape({capacityMessages: 65_536, batchMessages: 1_000});
    await new Promise((resolve) => setTimeout(resolve, ms));
    engine.stop('SIGTERM');
    const last = await engine.finished;
    expect(last.stop).toMatchObject({by: 'SIGTERM', clean: true, verified: true});
  },
);

longTest('the last beat in the new size ends the run, and no beat is skipped', async () => {
  const engine = startFizzBuzz({...usual, beats: 400});
  await seen(engine, (snapshot) => totalsOf(snapshot).beatsSent > 100);
  engine.reshape({capacityMessages: 4_096, batchMessages: 2_048});
  const last = await engine.finished;
  expect(last.stop).toMatchObject({by: 'beats', clean: true, verified: true});
  expect(totalsOf(last).beatsTaken).toBe(400);
  expect(last.beat?.skipped).toBe(0);
});

longTest('memory of former rings is freed', async () => {
  const sizes = [2_097_152, 4_194_304].map((capacityMessages) => ({
    capacityMessages,
    batchMessages: capacityMessages / 2,
  }));
  const engine = startFizzBuzz({...usual, ...sizes[0], beatPeriodMs: 0});
  await seen(engine, (snapshot) => totalsOf(snapshot).logged > 2 ** 23);
  const before = process.memoryUsage.rss();
  for (let turn = 1; turn <= 8; turn++) {
    const size = sizes[turn % 2] as PipelineSize;
    engine.reshape(size);
    const there = await seen(engine, has(size));
    // Once around each ring, so that all of it is resident.
    await seen(
      engine,
      (snapshot) => totalsOf(snapshot).logged > totalsOf(there).logged + 2 * size.capacityMessages,
    );
  }
  engine.stop('key');
  await engine.finished;
  // Eight pairs of rings have 384 MiB. The largest has 64, and two pairs exist during a resize.
  expect(process.memoryUsage.rss() - before).toBeLessThan(250 * 2 ** 20);
});

test('memory that the machine refuses leaves the run as it was, and the log says so', async () => {
  const engine = startFizzBuzz(usual);
  const before = await seen(engine, moved(engine.getSnapshot()));
  withoutMemory(() => {
    engine.reshape({capacityMessages: 2_048, batchMessages: 1});
  });
  const {capacityMessages, batchMessages} = usual;
  expect(engine.shape).toMatchObject({capacityMessages, batchMessages});
  await seen(engine, moved(before));
  const {log} = engine.getSnapshot();
  expect(log.map(({text}) => text)).toContainEqual(
    expect.stringMatching(/^No capacity of 2048: the machine did not give \d+ bytes/),
  );
  engine.stop('key');
  expect((await engine.finished).stop).toMatchObject({clean: true, verified: true});
});

longTest('threads that die during the drain, or while new ones start, lose nothing', async () => {
  const engine = startFizzBuzz(usual);
  await seen(engine, moved(engine.getSnapshot()));
  for (const [round, size] of [...sizes, ...sizes.slice(0, 2)].entries()) {
    engine.reshape(size);
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
