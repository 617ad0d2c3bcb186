/** The FizzBuzz pipeline to step by hand: the real memory, rings and kernels on this thread. */

import {lookUp} from '../../source/engine/definition/graph.ts';
import type {Condition} from '../../source/engine/index.ts';
import {createManualPipeline, type ManualOptions} from '../../source/engine/testing.ts';
import type {Mode} from '../../source/fizzbuzz/definition/definition.ts';
import {selectKernels} from '../../source/fizzbuzz/kernels/select.ts';
import pipeline from '../../source/fizzbuzz/pipeline.ts';

/** Options of `createFizzBuzz`. */
export interface FizzBuzzOptions
  extends Pick<ManualOptions, 'capacityMessages' | 'batchMessages' | 'threads' | 'lanes'> {
  /** @default 'zero-copy' */
  readonly mode?: Mode;
  /** Milliseconds between beats. @default 0, a free run */
  readonly beatPeriodMs?: number;
  /** Beats after which the run stops. @default Infinity */
  readonly beatsTarget?: number;
}

/** The compiled scalar kernels, which every platform runs. */
export const scalarKernels = selectKernels('scalar');

/** Returns the options of a FizzBuzz pipeline for the testing kit. */
export function manualOptions({
  mode = 'zero-copy',
  beatPeriodMs = 0,
  beatsTarget = Number.POSITIVE_INFINITY,
  ...size
}: FizzBuzzOptions = {}): ManualOptions {
  return {...size, settings: {mode, beatPeriodMs, beatsTarget}, payload: scalarKernels};
}

/**
 * Creates a FizzBuzz pipeline that a test steps by hand. `words` returns the ring of a channel, and
 * `create` makes an actor, which continues from its committed state.
 */
export function createFizzBuzz(options: FizzBuzzOptions = {}) {
  const manual = createManualPipeline(pipeline, manualOptions(options));
  const {actors} = pipeline.behaviour;
  const create = {
    heartbeat: () => actors.heartbeat(manual.context('heartbeat')),
    generator: () => actors.generator(manual.context('generator')),
    worker: () => actors.worker(manual.context('worker')),
    logger: () => actors.logger(manual.context('logger')),
  };
  return {
    ...manual,
    create,
    /** The messages of a ring's memory, at their slots. */
    words: (channel: 'values' | 'results' | 'beats') => {
      const {ringByte, spec} = lookUp(manual.plan.channels, channel);
      const {buffer} = manual.memory.memory;
      return new BigUint64Array(buffer, ringByte, spec.capacityMessages);
    },
  };
}

/** A FizzBuzz pipeline to step by hand. */
export type ManualFizzBuzz = ReturnType<typeof createFizzBuzz>;

/** Steps an actor until it waits or is done. Returns what it then returned. */
export function stepUntilWaiting(actor: {step(): Condition | undefined}): Condition {
  for (let steps = 0; steps < 1_000_000; steps++) {
    const waiting = actor.step();
    if (waiting !== undefined) return waiting;
  }
  throw new Error('the actor never waits');
}
