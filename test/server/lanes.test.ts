import {expect, test} from 'vitest';
import type {Snapshot} from '../../source/engine/index.ts';
import {toDot} from '../../source/server/dot.ts';
import {toMetrics} from '../../source/server/metrics.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const lane = (index: number): Snapshot['lanes'][number] => ({
  lane: index,
  channels: [
    {
      name: `results-${index}`,
      definedName: 'results',
      from: 'worker',
      to: 'logger',
      sent: 3_000,
      total: 2_000,
      fillMessages: 524_288,
      perSecond: 1_500,
    },
  ],
  actors: [
    {name: 'heartbeat', definedName: 'heartbeat', thread: 1, busyNow: 0.1},
    {name: `worker-${index}`, definedName: 'worker', thread: index + 1, busyNow: 0.75},
    {name: `logger-${index}`, definedName: 'logger', thread: index + 1, busyNow: 0.25},
  ],
});
const lanes = [lane(0), lane(1)];

test('the metrics of each lane have its number as a label', async () => {
  const metrics = await toMetrics(fixedSnapshot({lanes}));
  for (const line of [
    'fizzbuzz_lane_messages_per_second{lane="1",channel="results"} 1500',
    'fizzbuzz_lane_inflight_messages{lane="0",channel="results"} 524288',
    'fizzbuzz_lane_actor_busy_ratio{lane="1",actor="worker"} 0.75',
  ]) {
    expect(metrics.split('\n')).toContain(line);
  }
});

test('a run with one lane has no metrics of lanes', async () => {
  expect(await toMetrics(fixedSnapshot())).not.toContain('lane');
});

test('the graph has a cluster for each lane, and the shared actor outside', () => {
  const dot = toDot(fixedSnapshot({lanes}));
  const [before, first = '', second = ''] = dot.split('subgraph');
  expect(before).toContain('"heartbeat" [label="heartbeat\nThread 1\nLoad 10 %\n"');
  expect(first).toMatch(/^ "cluster_lane_0" \{\nlabel="lane 0";\n"worker-0" \[/);
  expect(first).toContain('"logger-0"');
  expect(second).toContain('"worker-1" -> "logger-1" [label="Rate: 1500 per/sec\nfilled 100 %');
  expect(dot.match(/"heartbeat" \[/g)).toHaveLength(1);
});
