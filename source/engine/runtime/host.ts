import {type ActorContext, Context, type ThreadParts} from '../actor/context.ts';
import type {AnyPipeline} from '../actor/define.ts';
import type {Doorbell} from '../channel/doorbell.ts';
import {actorData, lookUp} from '../definition/graph.ts';
import type {PipelineData} from '../definition/types.ts';
import {Scheduler} from './scheduler.ts';

/**
 * Makes the actors of one thread and their scheduler, on the calling thread.
 * @param hasOwnCore whether each thread of the pipeline has a core of its own
 */
export function createScheduler(
  {behaviour}: AnyPipeline,
  parts: ThreadParts,
  thread: number,
  hasOwnCore = false,
): Scheduler {
  const names = parts.graph.threads[thread] ?? [];
  const actors = names.map((name) => {
    const context = new Context(parts, name);
    const create = lookUp(behaviour.actors, lookUp(parts.graph.definedNames, name));
    const actor = create(context as unknown as ActorContext<PipelineData, string>);
    return {name, actor, closeOutputs: () => context.closeOutputs()};
  });
  return new Scheduler(parts, parts.clock, parts.bells[thread] as Doorbell, actors, hasOwnCore);
}

/** Whether a thread must keep its event loop running for one of its actors. */
export function isAsyncThread({graph}: ThreadParts, thread: number): boolean {
  return (graph.threads[thread] ?? []).some((name) => actorData(graph, name).isAsync === true);
}
