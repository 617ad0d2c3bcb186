import {expect, test} from 'vitest';
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
