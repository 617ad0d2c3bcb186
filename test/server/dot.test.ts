// The graph as text, and as Graphviz reads it.
import {instance} from '@viz-js/viz';
import {describe, expect, it, test} from 'vitest';
import type {Snapshot} from '../../source/engine/index.ts';
import {toDot} from '../../source/server/dot.ts';
import {sourceSnapshot} from '../helpers/edge.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

function withWorker(change: Partial<Snapshot['rolling']['actors'][number]>): Snapshot {
  const snapshot = fixedSnapshot();
  const actors = snapshot.rolling.actors.map((actor) =>
    actor.name === 'worker' ? {...actor, ...change} : actor,
  );
  return {...snapshot, rolling: {...snapshot.rolling, actors}};
}

function withValues(change: Partial<Snapshot['rolling']['channels'][number]>): Snapshot {
  const snapshot = fixedSnapshot();
  const channels = snapshot.rolling.channels.map((channel) =>
    channel.name === 'values' ? {...channel, ...change} : channel,
  );
  return {...snapshot, rolling: {...snapshot.rolling, channels}};
}

test('a node has the form that users of the Rust framework know', () => {
  expect(toDot(fixedSnapshot())).toContain(`
"worker" [label="worker
Thread 2
Window 10.2 secs
restarts: 0
Avg load: 31 %
Avg mCPU: 0312
", color=yellow, penwidth=1];
`);
});

test('an edge has the form that users of the Rust framework know', () => {
  expect(toDot(fixedSnapshot())).toContain(`
"generator" -> "worker" [label="Window 10.2 secs
Avg rate: 64M per/sec
filled 80%ile 100 %
Capacity: 1048576 Total: 9,652,662,016
", color=red, penwidth=1];
`);
});

test('a processor time that the system does not tell is marked as busy time', () => {
  expect(toDot(fixedSnapshot())).toContain('\nAvg mCPU: 0800 (busy time)\n');
});

describe('the colour', () => {
  it.each([
    [0.256, 'grey'],
    [0.257, 'yellow'],
    [0.512, 'yellow'],
    [0.513, 'orange'],
    [0.768, 'orange'],
    [0.769, 'red'],
  ])('of an actor that takes %d cores is %s', (cpuCores, color) => {
    expect(toDot(withWorker({cpuCores}))).toMatch(
      new RegExp(`"worker" \\[label="[^"]*", color=${color},`),
    );
  });

  it.each([
    [0.6, 'grey'],
    [0.61, 'orange'],
    [0.9, 'orange'],
    [0.91, 'red'],
  ])('of a channel that is filled to %d on average is %s', (fillMean, color) => {
    expect(toDot(withValues({fillMean}))).toMatch(
      new RegExp(`"generator" -> "worker" \\[label="[^"]*", color=${color},`),
    );
  });
});

test.each([
  [0, '0'],
  [999.4, '999'],
  [9_999, '9999'],
  [10_000, '10K'],
  [64_000_000, '64M'],
  [2_060_000_000, '2060M'],
  [20_600_000_000, '21G'],
])('%d messages a second are written as %s', (perSecond, text) => {
  expect(toDot(withValues({perSecond}))).toContain(`\nAvg rate: ${text} per/sec\n`);
});

test('Graphviz reads names with quotes and backslashes', async () => {
  const name = 'a "b" \\';
  const snapshot = fixedSnapshot();
  const [channel] = snapshot.rolling.channels as [Snapshot['rolling']['channels'][number]];
  const actors = snapshot.rolling.actors.map((actor) =>
    actor.name === channel.from ? {...actor, name} : actor,
  );
  const rolling = {...snapshot.rolling, channels: [{...channel, from: name}], actors};
  const viz = await instance();
  const {objects} = viz.renderJSON(toDot({...snapshot, rolling})) as {objects: {name: string}[]};
  expect(objects).toHaveLength(4);
});

test('Graphviz reads it: four actors, three channels', async () => {
  const viz = await instance();
  const graph = viz.renderJSON(toDot(fixedSnapshot())) as {
    objects: {name: string; color: string}[];
    edges: {tail: number; head: number; label: string}[];
  };
  const names = graph.objects.map(({name}) => name);
  expect(names).toEqual(['heartbeat', 'generator', 'worker', 'logger']);
  expect(graph.edges.map(({tail, head}) => [names[tail], names[head]])).toEqual([
    ['generator', 'worker'],
    ['worker', 'logger'],
    ['heartbeat', 'worker'],
  ]);
});

test('an edge to other processes leads to a dashed node, red without a connection', async () => {
  const dot = toDot(fixedSnapshot(sourceSnapshot()));
  expect(dot).toContain('"broker: workers" [label="workers", style=dashed,');
  expect(dot).toMatch(/"send" -> "broker: workers" \[label="broker\n.*\nRate: 12M per\/sec\n/);
  const lost = toDot(fixedSnapshot(sourceSnapshot({lostAtSeconds: 12})));
  expect(lost).toMatch(/not connected since 0:12\n", color=red/);
});
