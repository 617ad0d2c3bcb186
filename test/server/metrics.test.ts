// The metrics as Prometheus reads them.
import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {runStates} from '../../source/engine/index.ts';
import {metricsContentType, toMetrics} from '../../source/server/metrics.ts';
import {sourceSnapshot} from '../helpers/edge.ts';
import {parseMetrics} from '../helpers/metrics.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

async function metricsOf(...snapshots: ReturnType<typeof fixedSnapshot>[]) {
  let text = '';
  for (const snapshot of snapshots) text = await toMetrics(snapshot);
  return parseMetrics(text);
}

test('the text is of the format that it says it is', async () => {
  expect(metricsContentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  const metrics = await metricsOf(fixedSnapshot());
  expect(metrics.size).toBeGreaterThan(20);
  for (const [name, {help, type}] of metrics) {
    expect(help, name).not.toBe('');
    expect(type, name).toBe(/_total$/.test(name) ? 'counter' : 'gauge');
  }
});

test('counts are exact, by kind, channel and actor', async () => {
  const metrics = await metricsOf(fixedSnapshot());
  const value = (name: string, labels: string) => metrics.get(name)?.samples.get(labels);
  expect(value('fizzbuzz_results_total', '{kind="fizz"}')).toBe(2_574_043_204);
  const edge = '{channel="values",from="generator",to="worker"}';
  expect(value('fizzbuzz_channel_received_messages_total', edge)).toBe(9_652_662_016);
  expect(value('fizzbuzz_channel_capacity_messages', edge)).toBe(1_048_576);
  expect(value('fizzbuzz_actor_busy_seconds_total', '{actor="worker"}')).toBe(18);
  expect(value('fizzbuzz_actor_wait_seconds_total', '{actor="worker",kind="beat"}')).toBe(39.6);
});

test('times are seconds and shares are ratios', async () => {
  const metrics = await metricsOf(fixedSnapshot());
  expect(metrics.get('fizzbuzz_heartbeat_period_seconds')?.samples.get('')).toBe(0.002);
  expect(metrics.get('fizzbuzz_message_latency_p99_seconds')?.samples.get('')).toBe(0.00819);
  const fills = metrics.get('fizzbuzz_channel_fill_ratio')?.samples.values() ?? [];
  for (const fill of fills) expect(fill).toBeLessThanOrEqual(1);
});

test('the run has its identity, whatever it runs', async () => {
  const value = async (runId: string) =>
    (await metricsOf(fixedSnapshot({runId}))).get('fizzbuzz_run_info')?.samples;
  expect([...((await value('first')) ?? [])]).toEqual([
    ['{run_id="first",pipeline="fizzbuzz"}', 1],
  ]);
  expect((await value('second'))?.has('{run_id="second",pipeline="fizzbuzz"}')).toBe(true);
});

test('the state and the mode are told by the one sample that is 1', async () => {
  const settings = {...fixedSnapshot().settings, mode: 'zero-copy'};
  const metrics = await metricsOf(fixedSnapshot({state: 'paused', settings}));
  const set = (name: string) =>
    [...(metrics.get(name)?.samples ?? [])].filter(([, value]) => value === 1);
  expect(set('fizzbuzz_state')).toEqual([['{state="paused"}', 1]]);
  expect(set('fizzbuzz_mode')).toEqual([['{mode="zero-copy"}', 1]]);
});

test.each(runStates)('the state %s is one of the samples', async (state) => {
  const {samples} = (await metricsOf(fixedSnapshot({state}))).get('fizzbuzz_state') ?? {};
  expect(samples?.get(`{state="${state}"}`)).toBe(1);
  expect(samples?.size).toBe(runStates.length);
});

test('another pipeline has no metrics of FizzBuzz', async () => {
  const pipeline = {...fixedSnapshot().pipeline, name: 'other'};
  const metrics = await metricsOf(fixedSnapshot({pipeline, beat: null, modes: [], counters: []}));
  const names = [...metrics.keys()].join(' ');
  expect(names).toContain('fizzbuzz_channel_sent_messages_total');
  expect(names).not.toMatch(/heartbeat|mode|results/);
});

test('each scrape tells of its own Snapshot, not of the sum of all', async () => {
  const metrics = await metricsOf(fixedSnapshot(), fixedSnapshot(), fixedSnapshot());
  expect(metrics.get('fizzbuzz_heartbeats_sent_total')?.samples.get('')).toBe(30_000);
});

test('what is not known yet is left out', async () => {
  const metrics = await metricsOf(fixedSnapshot({latency: null}));
  expect(metrics.has('fizzbuzz_message_latency_p50_seconds')).toBe(false);
  expect(metrics.has('fizzbuzz_heartbeat_lateness_p50_seconds')).toBe(true);
});

test('a name with quotes and breaks stays one label', async () => {
  const {machine} = fixedSnapshot();
  const metrics = await metricsOf(fixedSnapshot({machine: {...machine, cpu: 'a "b"\\\n c'}}));
  expect(metrics.get('fizzbuzz_build_info')?.samples.size).toBe(1);
});

test.skipIf(!hasPromtool)('promtool has nothing to complain of', async () => {
  const input = await toMetrics(fixedSnapshot());
  const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {
    input,
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).toBe('');
  expect(status).toBe(0);
});

test('an edge to other processes has metrics, and no round trip before the first', async () => {
  const labels = '{edge="broker",actor="send",peer="workers",direction="out"}';
  const text = await toMetrics(fixedSnapshot(sourceSnapshot({lostAtSeconds: 12, refused: 3})));
  expect(text).toContain(`fizzbuzz_edge_connected${labels} 0\n`);
  expect(text).toContain(`fizzbuzz_edge_inflight_batches${labels} 27\n`);
  expect(text).toContain(`fizzbuzz_edge_round_trip_seconds${labels} 0.00125\n`);
  expect(text).toContain(`fizzbuzz_edge_refused_batches_total${labels} 3\n`);
  const early = await toMetrics(fixedSnapshot(sourceSnapshot({roundTripMs: null})));
  expect(early).not.toContain('round_trip');
  expect(await toMetrics(fixedSnapshot())).not.toContain('fizzbuzz_edge');
});
