// A pipeline that has drained goes on in other rings: stepped by hand, without a thread.
import {expect, test} from 'vitest';
import type {Actor, ActorContext} from '../../source/engine/actors/actor.ts';
import {Generator} from '../../source/engine/actors/generator.ts';
import {Heartbeat} from '../../source/engine/actors/heartbeat.ts';
import {Logger} from '../../source/engine/actors/logger.ts';
import {Worker} from '../../source/engine/actors/worker.ts';
import {transferState} from '../../source/engine/pipeline.ts';
import {isVerified} from '../../source/engine/telemetry/build-snapshot.ts';
import {takeReading} from '../../source/engine/telemetry/reading.ts';
import {createManualPipeline, type Standing, stepUntilWaiting} from '../helpers/manual-pipeline.ts';

const makers = [Heartbeat, Generator, Worker, Logger];

function open(context: ActorContext): readonly Actor[] {
  return makers.map((Maker) => new Maker(context));
}

/** Steps all actors, each until it waits, so often. */
function work(pipeline: Standing, actors: readonly Actor[], rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    pipeline.clock.nowMs += 31;
    for (const actor of actors) stepUntilWaiting(actor);
  }
}

function drain(pipeline: Standing, actors: readonly Actor[]): void {
  pipeline.control.setDraining(true);
  work(pipeline, actors, 6);
  const {generator, logger} = takeReading(pipeline, 0).records;
  expect(generator.sent).toBe(logger.received);
}

test.each([
  [16, 64],
  [64, 16],
  [1_024, 2],
])('from a capacity of %d to %d counts go on, and stay exact', (before, after) => {
  const first = createManualPipeline({capacity: before, beats: 5});
  const actors = open(first);
  work(first, actors, 1);
  drain(first, actors);
  const drained = takeReading(first, 0);

  const second = createManualPipeline({capacity: after});
  transferState(first, second);
  const moved = takeReading(second, 0);
  expect(moved.records.logger).toEqual(drained.records.logger);
  expect(moved.latencyCounts).toEqual(drained.latencyCounts);
  expect(moved.channels.values).toMatchObject({fillMessages: 0, highWaterMessages: 0});
  expect(second.control.beatsTarget).toBe(5);

  const successors = open(second);
  work(second, successors, 6);
  const {records} = takeReading(second, 0);
  expect(records.heartbeat.sent).toBe(5);
  // The heartbeat has asked for the stop, and all have drained.
  expect(second.control.stopReason).toBe('beats');
  expect(records.logger.received).toBeGreaterThanOrEqual(drained.records.logger.received);
  expect(isVerified(takeReading(second, 0))).toBe(true);
});

test('a generator in the middle of a batch leaves it, since the next one may be smaller', () => {
  const first = createManualPipeline({capacity: 1_048_576});
  const [, generator] = open(first) as [Actor, Actor];
  generator.step();
  expect(takeReading(first, 0).records.generator.remaining).toBeGreaterThan(0);
  first.control.setDraining(true);
  generator.step();
  expect(takeReading(first, 0).records.generator.remaining).toBe(0);
});

test('a heartbeat that drained makes up for no beat of that time, and counts none as skipped', () => {
  const pipeline = createManualPipeline({capacity: 16, periodMs: 10});
  const [heartbeat] = open(pipeline) as [Actor];
  stepUntilWaiting(heartbeat);
  pipeline.control.setDraining(true);
  stepUntilWaiting(heartbeat);
  pipeline.clock.nowMs += 500;
  transferState(pipeline, pipeline);
  const successor = new Heartbeat(pipeline);
  stepUntilWaiting(successor);
  pipeline.clock.nowMs += 10;
  stepUntilWaiting(successor);
  expect(takeReading(pipeline, 0).records.heartbeat).toMatchObject({sent: 1, skipped: 0});
});
