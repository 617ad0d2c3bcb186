import {describe, expect, it, test} from 'vitest';
import {recordPlaces} from '../../../source/engine/memory/layout.ts';
import {Ledger} from '../../../source/engine/memory/ledger.ts';
import {Recorder} from '../../../source/engine/telemetry/recorder.ts';
import {fixedSnapshot} from '../../helpers/snapshot.ts';
import {standingPipeline} from '../../helpers/standing-pipeline.ts';

const facts = {state: 'starting', stoppedBy: null, stop: null, restarts: []} as const;

test('no time passes before the run begins, so that it never goes back', () => {
  const pipeline = standingPipeline();
  const {clock} = pipeline;
  const recorder = new Recorder(pipeline, clock, pipeline.size, fixedSnapshot().machine, 'info');
  const elapsed = () => {
    recorder.sample();
    return recorder.snapshot(facts).elapsedSeconds;
  };
  clock.nowMs = 500;
  recorder.say('info', 'early');
  expect(elapsed()).toBe(0);
  recorder.begin();
  clock.nowMs = 700;
  recorder.say('info', 'later');
  expect(elapsed()).toBe(0.2);
  const {log} = recorder.snapshot(facts);
  expect(log.map(({atSeconds, text}) => [atSeconds, text.split(':')[0]])).toEqual([
    [0, 'early'],
    [0, 'Running'],
    [0.2, 'later'],
  ]);
});

describe('the first change of a run is shown with before and after', () => {
  /** A run in which a batch of a thousand is logged each tenth of a second, by a clock that is moved by hand. */
  function handDriven() {
    const pipeline = standingPipeline({mode: 'double-buffer', periodMs: 2});
    const {memory, plan, clock} = pipeline;
    const recorder = new Recorder(pipeline, clock, pipeline.size, fixedSnapshot().machine, 'info');
    const logger = new Ledger(memory, plan.actors.logger, 'logger');
    const {received} = recordPlaces('logger');
    const passTo = (seconds: number) => {
      while (clock.nowMs < seconds * 1_000) {
        clock.nowMs += 50;
        logger.open();
        logger.add(received, 500);
        logger.commit();
        recorder.sample();
      }
    };
    const changeOf = () => {
      const {change, segments} = recorder.snapshot({...facts, state: 'running'});
      return {change, modes: segments.map(({mode}) => mode)};
    };
    return {recorder, passTo, changeOf};
  }

  it.each([0.05, 0.1, 0.15, 0.2, 0.5])('%d s after it began', (seconds) => {
    const {recorder, passTo, changeOf} = handDriven();
    recorder.begin();
    passTo(seconds);
    recorder.changeShape({mode: 'zero-copy'});
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
    const {recorder, passTo, changeOf} = handDriven();
    recorder.begin();
    recorder.changeShape({mode: 'zero-copy'});
    passTo(1);
    expect(changeOf().change).toEqual({
      what: 'double-buffer → zero-copy',
      before: null,
      after: {perSecond: expect.closeTo(10_000), workerNsPerMessage: null},
    });
  });

  it('before it began', () => {
    const {recorder, passTo, changeOf} = handDriven();
    recorder.changeShape({mode: 'zero-copy'});
    recorder.begin();
    passTo(1);
    expect(changeOf()).toMatchObject({
      change: {what: 'double-buffer → zero-copy', before: null, after: {}},
      modes: ['zero-copy'],
    });
  });

  it('also on the way to another shape, as one', () => {
    const {recorder, passTo, changeOf} = handDriven();
    recorder.begin();
    passTo(0.05);
    recorder.changeShape({mode: 'zero-copy'});
    passTo(0.1);
    recorder.changeShape({beatPeriodMs: 0});
    passTo(1);
    expect(changeOf().change).toMatchObject({
      what: 'double-buffer → zero-copy, 500 beats/s → free-running',
      before: {perSecond: expect.closeTo(10_000)},
    });
  });

  it('unless it is taken back at once', () => {
    const {recorder, passTo, changeOf} = handDriven();
    recorder.begin();
    passTo(0.05);
    recorder.changeShape({mode: 'zero-copy'});
    passTo(0.1);
    recorder.changeShape({mode: 'double-buffer'});
    passTo(1);
    expect(changeOf()).toEqual({change: null, modes: ['double-buffer']});
  });
});
