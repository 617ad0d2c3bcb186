import {describe, expect, it, onTestFinished, test, vi} from 'vitest';
import type {Throttling} from '../../../source/engine/base/processor-share.ts';
import {Sampler} from '../../../source/engine/telemetry/sampler.ts';
import {fixedSnapshot} from '../../helpers/snapshot.ts';
import {createTiny, definition} from './tiny.ts';

const facts = {state: 'starting', stoppedBy: null, stop: null, restarts: {}} as const;

/** A sampler over a pipeline whose clock a test moves. */
function openSampler(readThrottling?: () => Throttling) {
  const manual = createTiny();
  const {machine} = fixedSnapshot();
  const shape = {...manual.size, threads: manual.graph.threads.length, lanes: 1};
  return {
    manual,
    sampler: new Sampler(
      definition,
      manual,
      manual.clock,
      shape,
      machine,
      'info',
      manual.clock,
      readThrottling,
    ),
  };
}

test('no time passes before the run begins, so that it never decreases', () => {
  const {manual, sampler} = openSampler();
  const {clock} = manual;
  const elapsed = () => {
    sampler.sample();
    return sampler.snapshot(facts).elapsedSeconds;
  };
  clock.nowMs = 500;
  sampler.log('info', 'early');
  expect(elapsed()).toBe(0);
  sampler.begin();
  clock.nowMs = 700;
  sampler.log('info', 'later');
  expect(elapsed()).toBe(0.2);
  const {log} = sampler.snapshot(facts);
  expect(log.map(({atSeconds, text}) => [atSeconds, text.split(':')[0]])).toEqual([
    [0, 'early'],
    [0, 'Running'],
    [0.2, 'later'],
  ]);
});

test('a mean batch is of messages, and of beats only for the sender of beats', () => {
  const {manual, sampler} = openSampler();
  const [clock, source, filter] = [
    manual.context('clock'),
    manual.context('source'),
    manual.context('filter'),
  ];
  clock.startBatch(1);
  clock.sender('ticks').advance(1);
  clock.commit();
  source.sender('inputs').advance(8);
  source.commit();
  filter.startBatch(8);
  filter.receiver('ticks').advance(1);
  filter.receiver('inputs').advance(8);
  filter.commit();
  sampler.sample();
  const {actors} = sampler.snapshot(facts);
  expect(actors.map(({name, batches, meanBatch}) => [name, batches, meanBatch])).toEqual([
    ['clock', 1, 1],
    ['source', 0, 0],
    ['filter', 1, 8],
    ['sink', 0, 0],
  ]);
});

describe('the first change of a run is shown with before and after', () => {
  /** A run in which a thousand messages arrive each tenth of a second. */
  function openRun() {
    const {manual, sampler} = openSampler();
    const {clock} = manual;
    const [filter, sink] = [manual.context('filter'), manual.context('sink')];
    const [sent, received] = [filter.sender('outputs'), sink.receiver('outputs')];
    const passTen = () => {
      sent.advance(10);
      filter.commit();
      received.advance(10);
      sink.commit();
    };
    const passTo = (seconds: number) => {
      while (clock.nowMs < seconds * 1_000) {
        clock.nowMs += 50;
        for (let messages = 0; messages < 500; messages += 10) passTen();
        sampler.sample();
      }
    };
    const report = () => {
      const {change, segments} = sampler.snapshot({...facts, state: 'running'});
      return {change, qualities: segments.map(({settings}) => settings.quality)};
    };
    return {sampler, passTo, report};
  }

  it.each([0.05, 0.1, 0.15, 0.2, 0.5])('%d s after the start', (seconds) => {
    const {sampler, passTo, report} = openRun();
    sampler.begin();
    passTo(seconds);
    sampler.changeSettings({quality: 'fast'});
    passTo(seconds + 1);
    expect(report()).toMatchObject({
      change: {
        what: 'exact → fast',
        before: {perSecond: expect.closeTo(10_000)},
        after: {perSecond: expect.closeTo(10_000)},
      },
      qualities: ['exact', 'fast'],
    });
  });

  it('at once, when nothing could be measured before', () => {
    const {sampler, passTo, report} = openRun();
    sampler.begin();
    sampler.changeSettings({quality: 'fast'});
    passTo(1);
    expect(report().change).toEqual({
      what: 'exact → fast',
      actor: 'filter',
      before: null,
      after: {perSecond: expect.closeTo(10_000), busyNsPerMessage: 0},
    });
  });

  it('before the run begins', () => {
    const {sampler, passTo, report} = openRun();
    sampler.changeSettings({quality: 'fast'});
    sampler.begin();
    passTo(1);
    expect(report()).toMatchObject({
      change: {what: 'exact → fast', before: null, after: {}},
      qualities: ['fast'],
    });
  });

  it('together with a further change at once, as one', () => {
    const {sampler, passTo, report} = openRun();
    sampler.begin();
    passTo(0.05);
    sampler.changeSettings({quality: 'fast'});
    passTo(0.1);
    sampler.changeSettings({periodMs: 0});
    passTo(1);
    expect(report().change).toMatchObject({
      what: 'exact → fast, 500 ticks/s → free-running',
      before: {perSecond: expect.closeTo(10_000)},
    });
  });

  it('unless it is reverted at once', () => {
    const {sampler, passTo, report} = openRun();
    sampler.begin();
    passTo(0.05);
    sampler.changeSettings({quality: 'fast'});
    passTo(0.1);
    sampler.changeSettings({quality: 'exact'});
    passTo(1);
    expect(report()).toEqual({change: null, qualities: ['exact']});
  });
});

test('a quota that is used up in most periods is the limit of the Snapshot', () => {
  let periods = 0;
  const {manual, sampler} = openSampler(() => {
    periods += 10;
    return {periods, throttledPeriods: periods - 2};
  });
  sampler.begin();
  for (let second = 0; second < 3; second++) {
    manual.clock.nowMs += 1_000;
    sampler.sample();
  }
  expect(sampler.snapshot({...facts, state: 'running'}).limit).toMatchObject({
    kind: 'quota',
    throttled: 1,
  });
});

test('each run has an identity of its own, the same in all of its Snapshots', () => {
  const [{sampler}, {sampler: another}] = [openSampler(), openSampler()];
  const {runId} = sampler.snapshot(facts);
  sampler.begin();
  sampler.sample();
  expect(runId).toMatch(/^[0-9a-f-]{36}$/);
  expect(sampler.snapshot(facts).runId).toBe(runId);
  expect(another.snapshot(facts).runId).not.toBe(runId);
});

test('a reading that fails keeps its last value, and the run goes on', () => {
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  let isFailing = false;
  const read = <Value>(value: Value): Value => {
    if (isFailing) throw new Error('EMFILE: too many open files');
    return value;
  };
  const {manual, sampler} = openSampler(() => read({periods: 10, throttledPeriods: 8}));
  vi.spyOn(process.memoryUsage, 'rss').mockImplementation(() => read(123_456));
  sampler.begin();
  expect(sampler.snapshot(facts).memory.residentBytes).toBe(123_456);
  isFailing = true;
  manual.clock.nowMs += 100;
  expect(sampler.sample().throttling).toEqual({periods: 10, throttledPeriods: 8});
  expect(sampler.snapshot(facts).memory.residentBytes).toBe(123_456);
});
