import {describe, expect, it, test} from 'vitest';
import {recordIndexes} from '../../../source/engine/memory/layout.ts';
import {StateRecord} from '../../../source/engine/memory/state-record.ts';
import {Sampler} from '../../../source/engine/telemetry/sampler.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';
import {fixedSnapshot} from '../../helpers/snapshot.ts';

const facts = {state: 'starting', stoppedBy: null, stop: null, restarts: []} as const;

test('no time passes before the run begins, so that it never goes back', () => {
  const pipeline = createManualPipeline();
  const {clock} = pipeline;
  const sampler = new Sampler(pipeline, clock, pipeline.size, fixedSnapshot().machine, 'info');
  const elapsed = () => {
    sampler.sample();
    return sampler.snapshot(facts).elapsedSeconds;
  };
  clock.nowMs = 500;
  sampler.say('info', 'early');
  expect(elapsed()).toBe(0);
  sampler.begin();
  clock.nowMs = 700;
  sampler.say('info', 'later');
  expect(elapsed()).toBe(0.2);
  const {log} = sampler.snapshot(facts);
  expect(log.map(({atSeconds, text}) => [atSeconds, text.split(':')[0]])).toEqual([
    [0, 'early'],
    [0, 'Running'],
    [0.2, 'later'],
  ]);
});

describe('the first change of a run is shown with before and after', () => {
  /** A run in which a batch of a thousand is logged each tenth of a second, by a clock that is moved by hand. */
  function handDriven() {
    const pipeline = createManualPipeline({mode: 'double-buffer', periodMs: 2});
    const {memory, plan, clock} = pipeline;
    const sampler = new Sampler(pipeline, clock, pipeline.size, fixedSnapshot().machine, 'info');
    const logger = new StateRecord(memory, plan.actors.logger, 'logger');
    const {received} = recordIndexes('logger');
    const passTo = (seconds: number) => {
      while (clock.nowMs < seconds * 1_000) {
        clock.nowMs += 50;
        logger.open();
        logger.add(received, 500);
        logger.commit();
        sampler.sample();
      }
    };
    const changeOf = () => {
      const {change, segments} = sampler.snapshot({...facts, state: 'running'});
      return {change, modes: segments.map(({mode}) => mode)};
    };
    return {sampler, passTo, changeOf};
  }

  it.each([0.05, 0.1, 0.15, 0.2, 0.5])('%d s after it began', (seconds) => {
    const {sampler, passTo, changeOf} = handDriven();
    sampler.begin();
    passTo(seconds);
    sampler.changeSettings({mode: 'zero-copy'});
    passTo(seconds + 1);
    expect(changeOf()).toMatchObject({
      change: {
        what: 'double-buffer → zero-copy',
        before: {perSecond: expect.closeTo(10_000)},
        after: {perSecond: expect.closeTo(10_000)},
      },
      modes: ['double-buffer', 'zero-copy'],
    });
  });

  it('at once, when there was nothing to measure before', () => {
    const {sampler, passTo, changeOf} = handDriven();
    sampler.begin();
    sampler.changeSettings({mode: 'zero-copy'});
    passTo(1);
    expect(changeOf().change).toEqual({
      what: 'double-buffer → zero-copy',
      before: null,
      after: {perSecond: expect.closeTo(10_000), workerNsPerMessage: null},
    });
  });

  it('before it began', () => {
    const {sampler, passTo, changeOf} = handDriven();
    sampler.changeSettings({mode: 'zero-copy'});
    sampler.begin();
    passTo(1);
    expect(changeOf()).toMatchObject({
      change: {what: 'double-buffer → zero-copy', before: null, after: {}},
      modes: ['zero-copy'],
    });
  });

  it('also on the way to another shape, as one', () => {
    const {sampler, passTo, changeOf} = handDriven();
    sampler.begin();
    passTo(0.05);
    sampler.changeSettings({mode: 'zero-copy'});
    passTo(0.1);
    sampler.changeSettings({beatPeriodMs: 0});
    passTo(1);
    expect(changeOf().change).toMatchObject({
      what: 'double-buffer → zero-copy, 500 beats/s → free-running',
      before: {perSecond: expect.closeTo(10_000)},
    });
  });

  it('unless it is taken back at once', () => {
    const {sampler, passTo, changeOf} = handDriven();
    sampler.begin();
    passTo(0.05);
    sampler.changeSettings({mode: 'zero-copy'});
    passTo(0.1);
    sampler.changeSettings({mode: 'double-buffer'});
    passTo(1);
    expect(changeOf()).toEqual({change: null, modes: ['double-buffer']});
  });
});
