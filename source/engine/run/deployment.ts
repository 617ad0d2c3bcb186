import type {AnyPipeline} from '../actor/define.ts';
import {assembleParts, type PipelineParts, transferState} from '../actor/parts.ts';
import {readProcessorShare} from '../base/processor-share.ts';
import {createLanes} from '../definition/lanes.ts';
import type {PipelineShape} from '../definition/types.ts';
import {checkAddressSpace, checkMemory, checkThreads} from '../memory/address-space.ts';
import {collectGarbage} from '../memory/garbage.ts';
import {allocateMemory} from '../memory/shared.ts';
import {initializeMemory} from '../memory/transfer.ts';
import type {ThreadStart} from '../runtime/protocol.ts';
import {Supervisor, type SupervisorListener} from '../runtime/supervisor.ts';
import {dealLanes} from './deal-lanes.ts';

/** What is the same for all memories and threads of a run. */
export interface DeploymentOptions {
  readonly pipeline: AnyPipeline;
  /** What all threads receive at their start. */
  readonly common: Pick<ThreadStart, 'pipelineUrl' | 'payload' | 'epochMs'>;
}

/**
 * Whether a pipeline was allocated before. The unused rings of earlier runs may still be in memory.
 */
let hasAllocated = false;

/**
 * A pipeline's memory and the threads that work on it. Both are replaced together when the pipeline
 * is given another shape.
 *
 * Main thread only. New rings are allocated before the old ones drain. A lack of memory is
 * therefore known before the pipeline is interrupted.
 */
export class Deployment {
  readonly #options: DeploymentOptions;
  #parts: PipelineParts;
  #shape: PipelineShape;
  #supervisor: Supervisor | undefined;
  /** What `replace` switches to. Equal to the current ones outside a change of shape. */
  #target: {readonly shape: PipelineShape; readonly parts: PipelineParts};

  /**
   * Allocates the memory.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory
   */
  constructor(options: DeploymentOptions, shape: PipelineShape) {
    this.#options = options;
    this.#shape = toShape(shape);
    this.#parts = this.#allocate(this.#shape);
    dealLanes(options.pipeline, this.#parts, this.#parts);
    this.#target = {shape: this.#shape, parts: this.#parts};
  }

  get parts(): PipelineParts {
    return this.#parts;
  }

  /** Restarts of each actor since the start of the run, by name; empty before the threads exist. */
  get restarts(): Readonly<Record<string, number>> {
    return this.#supervisor?.restarts ?? {};
  }

  /** The shape of the last successful `prepare`, which may not be in effect yet. */
  get targetShape(): PipelineShape {
    return this.#target.shape;
  }

  get isUpToDate(): boolean {
    return isSame(this.#target.shape, this.#shape);
  }

  /** Starts the threads. */
  spawn(listener: SupervisorListener): void {
    const {cores} = readProcessorShare();
    this.#supervisor = new Supervisor(
      this.#parts,
      this.#shape,
      {...this.#options.common, hasOwnCore: this.#parts.graph.threads.length <= cores},
      this.#supervisor?.restarts,
      listener,
    );
  }

  /** Ends a thread on purpose, by its index in the graph. The supervisor restarts it. */
  crash(thread: number): void {
    this.#supervisor?.crash(thread);
  }

  /** Ends all threads in any state. Resolves when they have exited. */
  async terminate(): Promise<void> {
    await this.#supervisor?.terminate();
  }

  /**
   * Allocates the memory for another shape. `replace` switches to it later.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory; the target
   *   does not change
   */
  prepare(wanted: PipelineShape): void {
    const shape = toShape(wanted);
    if (isSame(shape, this.#target.shape)) return;
    const isSameMemory =
      shape.capacityMessages === this.#shape.capacityMessages && shape.lanes === this.#shape.lanes;
    const parts = isSameMemory ? this.#regroup(shape) : this.#allocate(shape);
    this.#target = {shape, parts};
  }

  /**
   * Switches to the target. Precondition: the pipeline has drained, and the threads have been
   * terminated.
   */
  replace(listener: SupervisorListener): void {
    const {shape, parts} = this.#target;
    transferState(this.#parts, parts);
    if (shape.lanes !== this.#shape.lanes) dealLanes(this.#options.pipeline, this.#parts, parts);
    this.#parts = parts;
    this.#shape = shape;
    this.spawn(listener);
  }

  /** Returns parts over the present memory, for other threads. */
  #regroup(shape: PipelineShape): PipelineParts {
    const graph = createLanes(this.#options.pipeline.data, shape);
    const isMore = graph.threads.length > this.#parts.graph.threads.length;
    if (isMore) checkThreads(graph.threads.length);
    return assembleParts(graph, () => this.#parts.memory);
  }

  #allocate(shape: PipelineShape): PipelineParts {
    if (hasAllocated) collectGarbage();
    hasAllocated = true;
    const graph = createLanes(this.#options.pipeline.data, shape);
    return assembleParts(graph, (plan) => {
      checkAddressSpace(graph.threads.length, plan.totalBytes);
      checkMemory(graph.threads.length, plan.totalBytes);
      const memory = allocateMemory(plan.totalBytes);
      initializeMemory(memory, plan, graph);
      return memory;
    });
  }
}

/** Returns the properties of a shape alone, without the other properties of the argument. */
function toShape({capacityMessages, batchMessages, threads, lanes}: PipelineShape): PipelineShape {
  return {capacityMessages, batchMessages, threads, lanes};
}

function isSame(one: PipelineShape, other: PipelineShape): boolean {
  return (
    one.capacityMessages === other.capacityMessages &&
    one.batchMessages === other.batchMessages &&
    one.threads === other.threads &&
    one.lanes === other.lanes
  );
}
