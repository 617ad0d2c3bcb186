/**
 * A pipeline that stands still: the real memory, rings, kernels and command words on this thread, to be stepped by hand.
 */
import type {ActorContext} from '../../source/engine/actors/actor.ts';
import type {Condition} from '../../source/engine/channel/condition.ts';
import type {Clock} from '../../source/engine/clock.ts';
import {instantiateKernels} from '../../source/engine/kernels/kernels.ts';
import {compileKernels} from '../../source/engine/kernels/select.ts';
import {allocateMemory} from '../../source/engine/memory/shared.ts';
import {openPipeline} from '../../source/engine/pipeline.ts';
import type {Mode} from '../../source/engine/shape.ts';

/** A clock that moves only when a test says so. */
export class FakeClock implements Clock {
  nowMs = 0;

  refresh(): void {}

  worked(): void {}
}

export interface Standing extends ActorContext {
  readonly clock: FakeClock;
  /** The messages of a ring's memory, at their slots. */
  words(channel: 'values' | 'results'): BigUint64Array;
}

export interface Wishes {
  readonly capacity?: number;
  readonly batch?: number;
  readonly beats?: number;
  readonly periodMs?: number;
  readonly mode?: Mode;
}

const kernels = compileKernels('scalar');

export function createManualPipeline({
  capacity = 16,
  batch = capacity / 2,
  beats = Number.POSITIVE_INFINITY,
  periodMs = 0,
  mode = 'zero-copy',
}: Wishes = {}): Standing {
  const pipeline = openPipeline(capacity, (plan) => allocateMemory(plan.totalBytes));
  pipeline.control.setMode(mode);
  pipeline.control.setBeatPeriodMs(periodMs);
  pipeline.control.setBeatsTarget(beats);
  pipeline.control.start();
  return {
    ...pipeline,
    clock: new FakeClock(),
    kernels: instantiateKernels(kernels, pipeline.memory.memory),
    size: {capacityMessages: capacity, batchMessages: batch},
    words: (channel) =>
      new BigUint64Array(
        pipeline.memory.memory.buffer,
        pipeline.plan.channels[channel].ringByte,
        capacity,
      ),
  };
}

/** Steps an actor until it waits or has agreed; what it then returned. */
export function stepUntilWaiting(actor: {step(): Condition | undefined}): Condition {
  for (let steps = 0; steps < 1_000_000; steps++) {
    const waiting = actor.step();
    if (waiting !== undefined) return waiting;
  }
  throw new Error('the actor never waits');
}
