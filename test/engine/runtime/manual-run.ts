/** A whole pipeline on the calling thread: one scheduler per thread of its graph, run by hand. */
import {expect} from 'vitest';
import type {AnyPipeline, Pipeline, PipelineData} from '../../../source/engine/index.ts';
import {createScheduler} from '../../../source/engine/runtime/host.ts';
import type {Scheduler} from '../../../source/engine/runtime/scheduler.ts';
import {createManualPipeline, type ManualOptions} from '../../../source/engine/testing.ts';

/** Creates a pipeline and its schedulers. */
export function createManualRun<D extends PipelineData, Resources>(
  pipeline: Pipeline<D, Resources>,
  options: ManualOptions,
) {
  const manual = createManualPipeline(pipeline, options);
  const schedulers = manual.graph.threads.map((_, thread) =>
    createScheduler(pipeline as unknown as AnyPipeline, manual, thread),
  );
  const pick = (place: number): Scheduler => schedulers[place % schedulers.length] as Scheduler;
  return {
    manual,
    schedulers,
    /** Runs schedulers once each, in the order of `picks`. */
    runPicks: (picks: Iterable<number>) => {
      for (const place of picks) pick(place).runOnce();
    },
    /** Runs all schedulers in turn until all actors are done. */
    runToEnd: () => {
      for (let rounds = 0; !schedulers.every(({isDone}) => isDone); rounds++) {
        if (rounds > 1_000_000) throw new Error('the pipeline does not end');
        manual.clock.nowMs += 0.5;
        for (const scheduler of schedulers) if (!scheduler.isDone) scheduler.runOnce();
      }
    },
    /** Checks that every message was received once, and the definition's own proof. */
    expectVerified: () => {
      const view = manual.view();
      for (const {sent, received} of Object.values<{sent: number; received: number}>(
        view.channels,
      )) {
        expect(received).toBe(sent);
      }
      expect(pipeline.behaviour.verify?.(view)).toBe(true);
    },
  };
}
