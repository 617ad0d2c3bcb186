import {type ActorContext, Context, type ThreadParts} from '../actor/context.ts';
import type {AnyPipeline, Pipeline} from '../actor/define.ts';
import {assembleParts} from '../actor/parts.ts';
import {createLanes} from '../definition/lanes.ts';
import type {ActorName, PipelineData, PipelineSize} from '../definition/types.ts';
import type {PipelineView} from '../definition/view.ts';
import {allocateMemory} from '../memory/shared.ts';
import {initializeMemory} from '../memory/transfer.ts';
import {dealLanes} from '../run/deal-lanes.ts';
import type {Reading} from '../telemetry/reading.ts';
import {takeReading} from '../telemetry/take-reading.ts';
import {createView} from '../telemetry/view.ts';
import {FakeClock} from './fake-clock.ts';

/** The options of a pipeline that a test steps by hand. */
export interface ManualOptions extends Partial<PipelineSize> {
  /** Initial values of settings. */
  readonly settings?: Readonly<Record<string, number | string>>;
  /** The number of threads of a lane, which selects a grouping. */
  readonly threads?: number;
  /** The number of lanes. @default 1 */
  readonly lanes?: number;
  /** Data for the definition's `resources`. */
  readonly payload?: unknown;
}

/**
 * A pipeline without threads: the real memory, rings, state and command words on the calling
 * thread, and a clock that a test moves.
 */
export interface ManualPipeline<D extends PipelineData, Resources> extends ThreadParts {
  readonly clock: FakeClock;
  readonly resources: Resources;
  /** Creates the context of an actor, which continues from the committed state. */
  context<A extends ActorName<D>>(actor: A): ActorContext<D, A, Resources>;
  /** Returns the committed numbers: sums over the lanes. */
  view(): PipelineView<D>;
  /** Returns the committed numbers of each lane. */
  laneViews(): ReadonlyArray<PipelineView<D>>;
  /** Returns all counters. */
  reading(): Reading;
}

/** Creates a pipeline to step by hand. It has started: actors may work at once. */
export function createManualPipeline<D extends PipelineData, Resources>(
  pipeline: Pipeline<D, Resources>,
  options: ManualOptions = {},
): ManualPipeline<D, Resources> {
  const {data, behaviour} = pipeline as unknown as AnyPipeline;
  const {capacityMessages = 16, batchMessages = capacityMessages / 2, threads, lanes = 1} = options;
  const graph = createLanes(data, {capacityMessages, threads, lanes});
  const parts = assembleParts(graph, (plan) => {
    const memory = allocateMemory(plan.totalBytes);
    initializeMemory(memory, plan, graph);
    return memory;
  });
  dealLanes(pipeline as unknown as AnyPipeline, parts, parts);
  for (const [name, value] of Object.entries(options.settings ?? {})) {
    parts.control.set(name, value);
  }
  parts.control.start();
  const clock = new FakeClock();
  const resources = behaviour.resources?.(options.payload, parts.memory) as Resources;
  const threadParts = {...parts, clock, resources, size: {capacityMessages, batchMessages}};
  const reading = () => takeReading(parts, clock.nowMs);
  return {
    ...threadParts,
    context: (actor) => new Context(threadParts, actor) as never,
    view: () => createView(parts, reading()) as never,
    laneViews: () => reading().lanes.map((lane, index) => createView(parts, lane, index)) as never,
    reading,
  };
}
