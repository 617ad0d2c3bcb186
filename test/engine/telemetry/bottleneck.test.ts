import {expect, test} from 'vitest';
import {definePipeline, done} from '../../../source/engine/index.ts';
import {findBottleneck} from '../../../source/engine/telemetry/bottleneck.ts';
import type {Reading} from '../../../source/engine/telemetry/reading.ts';
import {createManualPipeline} from '../../../source/engine/testing.ts';
import {createReading, graph} from './tiny.ts';

/** Milliseconds of a second in which `filter` waited, and actors worked. */
interface Second {
  readonly input?: number;
  readonly room?: number;
  readonly tick?: number;
  readonly busy?: {readonly source?: number; readonly filter?: number; readonly sink?: number};
  /** Time in which `source` waited for room. */
  readonly full?: number;
}

function limitOf(
  {input = 0, room = 0, tick = 0, busy = {}, full = 0}: Second,
  periodMs = 2,
  cores = 4,
) {
  const from = createReading(0);
  const waitMs = {...from.actors.filter?.waitMs, input, room, tick};
  const to = createReading(1_000, {
    actors: {
      source: {busyMs: busy.source ?? 0, waitMs: {...from.actors.source?.waitMs, room: full}},
      filter: {busyMs: busy.filter ?? 0, waitMs},
      sink: {busyMs: busy.sink ?? 0},
    },
  });
  const settings = {
    capacityMessages: 1_048_576,
    batchMessages: 524_288,
    threads: 3,
    lanes: 1,
    periodMs,
  };
  return findBottleneck(graph, from, to, settings, cores);
}

test('an actor that waits for beats is limited by their sender, at batch times rate', () => {
  expect(limitOf({tick: 600, input: 100})).toEqual({
    kind: 'beat',
    by: 'clock',
    batchMessages: 524_288,
    beatsPerSecond: 500,
    perSecond: 262_144_000,
  });
});

test('a sender of beats without a schedule is never the limit', () => {
  expect(limitOf({tick: 600}, 0).by).not.toBe('clock');
});

test('an actor that hardly waits is the limit itself', () => {
  expect(limitOf({input: 50, busy: {filter: 940}})).toEqual({
    kind: 'actor',
    by: 'filter',
    busy: 0.94,
  });
});

test('an actor that waits for input is limited by its sender, for room by its receiver', () => {
  const limit = {kind: 'actor', busy: 0.9};
  expect(limitOf({input: 500, busy: {source: 900}})).toEqual({...limit, by: 'source'});
  expect(limitOf({room: 500, busy: {sink: 900}})).toEqual({...limit, by: 'sink'});
});

test('with more threads than cores, all of them busy, the cores are the limit', () => {
  const busy = {source: 600, filter: 700, sink: 600};
  expect(limitOf({input: 300, busy}, 2, 2)).toEqual({
    kind: 'cores',
    by: 'cores',
    cores: 2,
    busyCores: 1.9,
  });
  expect(limitOf({input: 300, busy}, 2, 3).kind).not.toBe('cores');
});

test('an actor that shares its thread is judged by its own time', () => {
  // The thread is idle for 140 ms, and the actor waits for beats whenever it does not work.
  expect(limitOf({tick: 140, busy: {source: 220, filter: 440, sink: 190}}).kind).toBe('beat');
});

test('two actors that are busy and wait for each other are limited by the hand-over', () => {
  const second = {input: 320, full: 370, busy: {source: 630, filter: 630}};
  expect(limitOf(second)).toEqual({
    kind: 'handover',
    by: 'handover',
    from: 'source',
    to: 'filter',
    busy: 0.63,
  });
  // With a core less than threads, they take turns on the cores.
  expect(limitOf(second, 2, 2).kind).toBe('cores');
});

test('a quota that halts the process in most of its periods is the limit', () => {
  const at = (atMs: number, periods: number, throttledPeriods: number) =>
    createReading(atMs, {throttling: {periods, throttledPeriods}});
  const settings = {capacityMessages: 16, batchMessages: 8, threads: 3, lanes: 1, periodMs: 0};
  expect(findBottleneck(graph, at(0, 10, 1), at(1_000, 20, 9), settings, 0.5)).toEqual({
    kind: 'quota',
    by: 'quota',
    cores: 0.5,
    throttled: 0.8,
  });
  expect(findBottleneck(graph, at(0, 10, 1), at(1_000, 20, 3), settings, 0.5).kind).not.toBe(
    'quota',
  );
});

test('a quota that halts the process now and then is the limit where threads lack cores', () => {
  const at = (atMs: number, busyMs: number, throttledPeriods: number) =>
    createReading(atMs, {
      throttling: {periods: atMs / 100, throttledPeriods},
      actors: {source: {busyMs}, filter: {busyMs}, sink: {busyMs}},
    });
  const settings = {capacityMessages: 16, batchMessages: 8, threads: 3, lanes: 1, periodMs: 0};
  const limitWith = (throttled: number) =>
    findBottleneck(graph, at(0, 0, 0), at(1_000, 400, throttled), settings, 0.5).kind;
  expect(limitWith(0)).toBe('cores');
  expect(limitWith(3)).toBe('quota');
});

test('a neighbour that is idle itself is not blamed: the hand-over takes the time', () => {
  expect(limitOf({input: 300, busy: {source: 170, filter: 600}})).toEqual({
    kind: 'handover',
    by: 'handover',
    from: 'source',
    to: 'filter',
    busy: 0.17,
  });
});

test('a measurement over less than 0.3 s has no limit', () => {
  const settings = {capacityMessages: 16, batchMessages: 8, threads: 3, lanes: 1, periodMs: 0};
  expect(findBottleneck(graph, createReading(0), createReading(299), settings, 4)).toEqual({
    kind: 'nothing',
    by: 'nothing',
  });
});

/** A chain of five actors, of which each waits for the one before it. */
const chain = createManualPipeline(
  definePipeline(
    {
      name: 'chain',
      channels: {
        ab: {from: 'a', to: 'b'},
        bc: {from: 'b', to: 'c'},
        cd: {from: 'c', to: 'd'},
        de: {from: 'd', to: 'e'},
      },
      actors: {a: {}, b: {}, c: {}, d: {}, e: {}},
      threads: [[['a'], ['b'], ['c'], ['d'], ['e']]],
      throughput: 'de',
    },
    {
      actors: Object.fromEntries(
        [...'abcde'].map((name) => [name, () => ({step: () => done})]),
      ) as never,
    },
  ),
);

function limitOfChain(busyMs: Readonly<Record<string, number>>, waitsForRoom: readonly string[]) {
  const from = chain.reading();
  const actors = Object.entries(from.actors).map(([name, actor]) => {
    const busy = busyMs[name] ?? 0;
    const kind = waitsForRoom.includes(name) ? 'room' : 'input';
    return [name, {...actor, busyMs: busy, waitMs: {...actor.waitMs, [kind]: 1_000 - busy}}];
  });
  const to: Reading = {...from, atMs: 1_000, actors: Object.fromEntries(actors)};
  return findBottleneck(
    chain.graph,
    from,
    to,
    {capacityMessages: 16, batchMessages: 8, threads: 5, lanes: 1},
    64,
  );
}

test('the search follows the waits along a chain to the actor that is busy', () => {
  expect(limitOfChain({a: 10, b: 950, c: 20, d: 30, e: 10}, ['a'])).toEqual({
    kind: 'actor',
    by: 'b',
    busy: 0.95,
  });
  expect(limitOfChain({a: 10, b: 10, c: 20, d: 30, e: 980}, ['a', 'b', 'c', 'd'])).toEqual({
    kind: 'actor',
    by: 'e',
    busy: 0.98,
  });
});

test('a sender that waits for its schedule or outside is the limit, not the hand-over', () => {
  const from = createReading(0);
  const to = createReading(1_000, {
    actors: {
      filter: {busyMs: 50, waitMs: {...from.actors.filter?.waitMs, input: 950}},
      source: {busyMs: 50, waitMs: {...from.actors.source?.waitMs, schedule: 950}},
    },
  });
  const size = {capacityMessages: 16, batchMessages: 8, threads: 3, lanes: 1, periodMs: 0};
  expect(findBottleneck(graph, from, to, size, 4)).toMatchObject({kind: 'actor', by: 'source'});
});
