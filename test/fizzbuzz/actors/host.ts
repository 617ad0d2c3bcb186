import type {AnyPipeline} from '../../../source/engine/actor/define.ts';
import {threadOf} from '../../../source/engine/definition/graph.ts';
import {createScheduler} from '../../../source/engine/runtime/host.ts';
import pipeline from '../../../source/fizzbuzz/pipeline.ts';
import {createFizzBuzz, type FizzBuzzOptions} from '../../helpers/fizzbuzz.ts';

/**
 * Creates a FizzBuzz pipeline in which the engine runs one actor alone on its thread. `run` steps
 * the actor until it waits or is done. The engine closes its channels when it is done.
 */
export function hostActor(
  name: 'heartbeat' | 'generator' | 'worker' | 'logger',
  options: FizzBuzzOptions = {},
) {
  const manual = createFizzBuzz({...options, threads: 4});
  const thread = threadOf(manual.graph, name);
  const scheduler = createScheduler(pipeline as unknown as AnyPipeline, manual, thread);
  const run = () => {
    while (scheduler.runOnce());
    return {isDone: scheduler.isDone};
  };
  return {...manual, run};
}
