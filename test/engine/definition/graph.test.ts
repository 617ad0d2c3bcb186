import {expect, test} from 'vitest';
import {
  actorData,
  channelOf,
  channelsOf,
  createGraph,
  formatActors,
  lookUp,
  mapNames,
  threadOf,
  throughputChannel,
} from '../../../source/engine/definition/graph.ts';
import type {PipelineData} from '../../../source/engine/index.ts';

const data: PipelineData = {
  name: 'graph',
  channels: {
    values: {from: 'source', to: 'middle'},
    results: {from: 'middle', to: 'sink', wait: 'result'},
    ticks: {from: 'clock', to: 'middle', capacityMessages: 8, messageBytes: 16, wait: 'tick'},
  },
  actors: {clock: {}, source: {}, middle: {priority: 'high'}, sink: {}},
  threads: [[['clock', 'source'], ['middle'], ['sink']], [['clock', 'source', 'middle', 'sink']]],
  throughput: 'results',
};
const graph = createGraph(data, 64);

test('channels take the capacity of the run, one word and the wait for input by default', () => {
  const common = {capacityMessages: 64, messageBytes: 8};
  expect(graph.channels).toEqual([
    {name: 'values', definedName: 'values', from: 'source', to: 'middle', ...common, wait: 'input'},
    {
      name: 'results',
      definedName: 'results',
      from: 'middle',
      to: 'sink',
      ...common,
      wait: 'result',
    },
    {
      name: 'ticks',
      definedName: 'ticks',
      from: 'clock',
      to: 'middle',
      capacityMessages: 8,
      messageBytes: 16,
      wait: 'tick',
    },
  ]);
});

test('the number of threads selects a grouping, the first one by default', () => {
  expect(graph.threads).toEqual([['clock', 'source'], ['middle'], ['sink']]);
  expect(createGraph(data, 64, 1).threads).toEqual([['clock', 'source', 'middle', 'sink']]);
  expect(createGraph(data, 64, 3).threads).toEqual(graph.threads);
});

test('actors are in the order of the definition', () => {
  expect(graph.actors).toEqual(['clock', 'source', 'middle', 'sink']);
});

test('wait kinds are those of the channels and of the engine, each once', () => {
  expect(graph.waitKinds).toEqual(['input', 'room', 'result', 'tick', 'schedule', 'pause']);
  const actors = {...data.actors, sink: {isAsync: true}};
  const channels = {...data.channels, more: {from: 'clock', to: 'sink', wait: 'tick'}};
  expect(createGraph({...data, actors, channels}, 64).waitKinds).toEqual([
    'input',
    'room',
    'result',
    'tick',
    'schedule',
    'outside',
    'pause',
  ]);
});

test('the throughput is one channel or several', () => {
  expect(graph.throughput.map(({name}) => name)).toEqual(['results']);
  expect(throughputChannel(graph).name).toBe('results');
  const both = {...data, throughput: ['values', 'results']} as unknown as PipelineData;
  expect(createGraph(both, 64).throughput.map(({name}) => name)).toEqual(['values', 'results']);
});

test('an actor is found with its data, its thread and its channels', () => {
  expect(actorData(graph, 'middle')).toEqual({priority: 'high'});
  expect(threadOf(graph, 'clock')).toBe(0);
  expect(threadOf(graph, 'sink')).toBe(2);
  const names = (actor: string) => channelsOf(graph, actor).map(({name}) => name);
  expect(names('middle')).toEqual(['values', 'results', 'ticks']);
  expect(names('clock')).toEqual(['ticks']);
});

test('the actors of a thread are formatted with their names', () => {
  expect([0, 1, 2].map((thread) => formatActors(graph, thread))).toEqual([
    'clock and source',
    'middle',
    'sink',
  ]);
});

test('a name that the graph does not have is a broken promise', () => {
  expect(() => channelOf(graph, 'nothing')).toThrow('the graph has the channel nothing');
  expect(channelOf(graph, 'ticks').capacityMessages).toBe(8);
  expect(() => lookUp({one: 1}, 'two')).toThrow('two is known');
  expect(lookUp({one: 1}, 'one')).toBe(1);
});

test('a record is created from names', () => {
  expect(mapNames(['a', 'b'], (name) => name.length)).toEqual({a: 1, b: 1});
});
