/**
 * The entry point of every thread except the main thread. It creates the thread's actors over the
 * shared memory and runs them until they have agreed to stop. A fault is an uncaught error, for
 * which the main thread receives an `error` event.
 */
import {parentPort, workerData} from 'node:worker_threads';
import type {Actor, ActorContext} from '../actors/actor.ts';
import {Generator} from '../actors/generator.ts';
import {Heartbeat} from '../actors/heartbeat.ts';
import {Logger} from '../actors/logger.ts';
import {Worker} from '../actors/worker.ts';
import {SystemClock} from '../clock.ts';
import type {ActorName} from '../graph.ts';
import {instantiateKernels} from '../kernels/kernels.ts';
import {viewMemory} from '../memory/shared.ts';
import {openPipeline} from '../pipeline.ts';
import {CpuTimeReporter} from './cpu-time.ts';
import {lowerThreadPriority} from './priority.ts';
import type {ThreadMessage, ThreadStart} from './protocol.ts';
import {Scheduler} from './scheduler.ts';

const makers: Record<ActorName, (context: ActorContext) => Actor> = {
  heartbeat: (context) => new Heartbeat(context),
  generator: (context) => new Generator(context),
  worker: (context) => new Worker(context),
  logger: (context) => new Logger(context),
};

const start = workerData as ThreadStart;
const pipeline = openPipeline(start.size.capacityMessages, () => viewMemory(start.memory));
const clock = new SystemClock(start.originMs);
const kernels = instantiateKernels(start.kernels, start.memory);
const context: ActorContext = {...pipeline, clock, kernels, size: start.size};
const names = pipeline.graph.threads[start.thread] ?? [];
const actors = names.map((name) => makers[name](context));
const bell = pipeline.bells[start.thread];
if (bell === undefined) throw new Error(`thread ${start.thread} is not in the graph`);
const {memory, plan, control} = pipeline;
const processorTime = new CpuTimeReporter(memory, plan.cpuMsF64[start.thread] as number, clock);
const scheduler = new Scheduler(memory, plan, control, clock, bell, actors);

if (!names.includes('worker')) lowerThreadPriority(start.size.batchMessages);
say('ready');
scheduler.run(() => processorTime.note());
processorTime.settle();
say('agreed');

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}
