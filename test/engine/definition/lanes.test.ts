import {expect, test} from 'vitest';
import {baseOf, createGraph} from '../../../source/engine/definition/graph.ts';
import {
  countAllThreads,
  createLanes,
  lanePerCore,
} from '../../../source/engine/definition/lanes.ts';
import {findDefinitionFault, findShapeFault} from '../../../source/engine/definition/validate.ts';
import type {PipelineData} from '../../../source/engine/index.ts';

const data: PipelineData = {
  name: 'small',
  channels: {
    values: {from: 'source', to: 'sink'},
    ticks: {from: 'clock', to: 'source', capacityMessages: 8},
  },
  actors: {clock: {}, source: {}, sink: {}},
  threads: [[['clock', 'source', 'sink']], [['clock'], ['source'], ['sink']]],
  throughput: 'values',
  lanes: {shared: ['clock']},
};

test('one lane is the graph of the definition', () => {
  expect(createLanes(data, {capacityMessages: 64})).toEqual(createGraph(data, 64));
});

test('each lane has its own actors and channels, and the shared actor an end in each', () => {
  const graph = createLanes(data, {capacityMessages: 64, lanes: 2});
  expect(graph.actors).toEqual(['clock', 'source-0', 'sink-0', 'source-1', 'sink-1']);
  expect(graph.channels.map(({name, from, to}) => [name, from, to])).toEqual([
    ['values-0', 'source-0', 'sink-0'],
    ['ticks-0', 'clock', 'source-0'],
    ['values-1', 'source-1', 'sink-1'],
    ['ticks-1', 'clock', 'source-1'],
  ]);
  expect(graph.threads).toEqual([
    ['clock', 'source-0', 'sink-0'],
    ['source-1', 'sink-1'],
  ]);
  expect(graph.definedNames).toMatchObject({clock: 'clock', 'sink-1': 'sink'});
});

test('a thread of shared actors alone exists once', () => {
  const graph = createLanes(data, {capacityMessages: 64, lanes: 3, threads: 3});
  expect(graph.threads).toHaveLength(7);
  expect(graph.threadEntries).toEqual([0, 1, 2, 1, 2, 1, 2]);
  const shape = {capacityMessages: 64, batchMessages: 1, threads: 3, lanes: 3};
  expect(countAllThreads(data, shape)).toBe(7);
});

test('the number of doorbells does not depend on the grouping', () => {
  const [one, other] = [1, 3].map((threads) =>
    createLanes(data, {capacityMessages: 64, lanes: 3, threads}),
  );
  expect([one?.threadsMax, other?.threadsMax]).toEqual([7, 7]);
});

test('reports have the names of the definition, and the capacity of all lanes', () => {
  const base = baseOf(createLanes(data, {capacityMessages: 64, lanes: 3}));
  expect(base.channels.map(({name, capacityMessages}) => [name, capacityMessages])).toEqual([
    ['values', 192],
    ['ticks', 24],
  ]);
});

test('a lane per core is at least one and at most sixty-four', () => {
  expect([0.5, 1, 2.5, 8, 200].map(lanePerCore)).toEqual([1, 1, 2, 8, 64]);
});

test('a definition without lanes has one, and one with wrong lanes is refused', () => {
  const {lanes: _, ...single} = data;
  const shape = {capacityMessages: 64, batchMessages: 1, threads: 1, lanes: 2};
  expect(findShapeFault(data, shape)).toBeUndefined();
  expect(findShapeFault(single, shape)).toBe('pipeline small cannot have 2 lanes; it takes 1');
  const faultOf = (lanes: object) => findDefinitionFault({...data, lanes});
  expect(faultOf({shared: ['clok']})).toBe('lanes share clok, which is not an actor');
  expect(faultOf({shared: ['clock', 'source']})).toMatch(/channel ticks has two shared ends/);
  expect(faultOf({capacityMessages: 3})).toMatch(/lanes have a capacity of 3; it takes a power/);
  expect(faultOf({share: ['clock']})).toMatch(/lanes has share, which is not known/);
});
