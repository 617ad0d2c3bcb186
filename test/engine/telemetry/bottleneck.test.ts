import {expect, test} from 'vitest';
import {findBottleneck} from '../../../source/engine/telemetry/bottleneck.ts';
import {type Reading, takeReading} from '../../../source/engine/telemetry/reading.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

/** Milliseconds of a second in which the worker waited, and actors worked. */
interface Second {
  readonly input?: number;
  readonly room?: number;
  readonly beat?: number;
  readonly busy?: {generator?: number; worker?: number; logger?: number};
}

function limitOf({input = 0, room = 0, beat = 0, busy = {}}: Second, periodMs = 2) {
  const from = takeReading(createManualPipeline(), 0);
  const {actors} = from;
  const to: Reading = {
    ...from,
    atMs: 1_000,
    actors: {
      heartbeat: actors.heartbeat,
      generator: {...actors.generator, busyMs: busy.generator ?? 0},
      logger: {...actors.logger, busyMs: busy.logger ?? 0},
      worker: {
        ...actors.worker,
        busyMs: busy.worker ?? 0,
        waitMs: {...actors.worker.waitMs, input, room, beat},
      },
    },
  };
  return findBottleneck(from, to, {batchMessages: 524_288, beatPeriodMs: periodMs}, 4);
}

test('a worker that waits for beats is limited by the heartbeat, at batch times rate', () => {
  expect(limitOf({beat: 600, input: 100})).toEqual({
    by: 'heartbeat',
    batchMessages: 524_288,
    beatsPerSecond: 500,
    perSecond: 262_144_000,
  });
});

test('a free heartbeat is never the limit', () => {
  expect(limitOf({beat: 600}, 0).by).not.toBe('heartbeat');
});

test('a worker that hardly waits is the limit itself', () => {
  expect(limitOf({input: 50, busy: {worker: 940}})).toEqual({by: 'worker', busy: 0.94});
});

test('a worker that waits for values is limited by the generator, for room by the logger', () => {
  expect(limitOf({input: 500, busy: {generator: 900}})).toEqual({by: 'generator', busy: 0.9});
  expect(limitOf({room: 500, busy: {logger: 900}})).toEqual({by: 'logger', busy: 0.9});
});

test('when every core is busy, waiting for a neighbour means that it had no core', () => {
  const busy = {generator: 1_000, worker: 1_000, logger: 1_700};
  expect(limitOf({input: 500, busy})).toEqual({by: 'cores', cores: 4, busyCores: 3.7});
});

test('a neighbour that is idle itself is not blamed: it is the handing over that takes the time', () => {
  expect(limitOf({input: 300, busy: {generator: 170, worker: 600}})).toEqual({
    by: 'handover',
    from: 'generator',
    busy: 0.17,
  });
});
