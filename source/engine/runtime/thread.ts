/**
 * The entry point of every thread except the main thread. It imports the pipeline's module, makes
 * the thread's actors over the shared memory, and runs them until they are done. A fault is an
 * uncaught error, for which the main thread receives an `error` event.
 */
import {parentPort, workerData} from 'node:worker_threads';
import type {ThreadParts} from '../actor/context.ts';
import type {AnyPipeline} from '../actor/define.ts';
import {assembleParts} from '../actor/parts.ts';
import {SystemClock} from '../base/clock.ts';
import {actorData} from '../definition/graph.ts';
import {createLanes} from '../definition/lanes.ts';
import {viewMemory} from '../memory/shared.ts';
import {CpuTimeReporter} from './cpu-time.ts';
import {createScheduler, isAsyncThread} from './host.ts';
import {lowerThreadPriority} from './priority.ts';
import {doneMessage, readyMessage, type ThreadStart} from './protocol.ts';

/** Longer than any run: a timer that only keeps the event loop running. */
const keepAliveMs = 2 ** 31 - 1;

const {pipelineUrl, thread, memory, payload, shape, hasOwnCore, epochMs} =
  workerData as ThreadStart;
const {default: pipeline} = (await import(pipelineUrl)) as {default: AnyPipeline};
const graph = createLanes(pipeline.data, shape);
const assembled = assembleParts(graph, () => viewMemory(memory));
const resources = pipeline.behaviour.resources?.(payload, assembled.memory);
const parts: ThreadParts = {...assembled, clock: new SystemClock(epochMs), size: shape, resources};
const scheduler = createScheduler(pipeline, parts, thread, hasOwnCore);
const cpuTime = new CpuTimeReporter(parts, thread);
lowerPriority();
parentPort?.postMessage(readyMessage);
if (isAsyncThread(parts, thread)) {
  const keepAlive = setInterval(() => {}, keepAliveMs);
  await scheduler.runAsync(() => cpuTime.update());
  clearInterval(keepAlive);
} else {
  scheduler.run(() => cpuTime.update());
}
cpuTime.flush();
parentPort?.postMessage(doneMessage);

/**
 * Gives way to the actors of high priority, if there are any on other threads. Lanes do not give
 * way to each other.
 */
function lowerPriority(): void {
  if (shape.lanes > 1) return;
  const isHigh = (name: string) => actorData(graph, name).priority === 'high';
  const isOwn = graph.threads[thread]?.some(isHigh);
  if (!isOwn && graph.actors.some(isHigh)) lowerThreadPriority(shape.batchMessages);
}
