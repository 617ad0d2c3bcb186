import type {AnyPipeline} from '../actor/define.ts';
import {assembleParts, type PipelineParts, transferState} from '../actor/parts.ts';
import {createGraph} from '../definition/graph.ts';
import type {PipelineSize} from '../definition/types.ts';
import {checkAddressSpace} from '../memory/address-space.ts';
import {collectGarbage} from '../memory/garbage.ts';
import {allocateMemory} from '../memory/shared.ts';
import {initializeMemory} from '../memory/transfer.ts';
import type {ThreadStart} from '../runtime/protocol.ts';
import {Supervisor, type SupervisorListener} from '../runtime/supervisor.ts';

/** What is the same for all memories and threads of a run. */
export interface DeploymentOptions {
  readonly pipeline: AnyPipeline;
  /** The number of threads, which selects a grouping. */
  readonly threads: number | undefined;
  /** What all threads receive at their start. */
  readonly common: Pick<ThreadStart, 'pipelineUrl' | 'payload' | 'epochMs'>;
}

/**
 * Whether a pipeline was allocated before. The unused rings of earlier runs may still be in memory.
 */
let hasAllocated = false;

/**
 * A pipeline's memory and the threads that work on it. Both are replaced together when the pipeline
 * is given another size.
 *
 * Main thread only. New rings are allocated before the old ones drain. A lack of memory is
 * therefore known before the pipeline is interrupted.
 */
export class Deployment {
  readonly #options: DeploymentOptions;
  #parts: PipelineParts;
  #size: PipelineSize;
  #supervisor: Supervisor | undefined;
  /** What `replace` switches to. Equal to the current ones outside a resize. */
  #target: {readonly size: PipelineSize; readonly parts: PipelineParts};

  /**
   * Allocates the memory.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory
   */
  constructor(options: DeploymentOptions, size: PipelineSize) {
    this.#options = options;
    this.#size = toSize(size);
    this.#parts = this.#allocate(size.capacityMessages);
    this.#target = {size: this.#size, parts: this.#parts};
  }

  get parts(): PipelineParts {
    return this.#parts;
  }

  /** Restarts of each thread since the start of the run; empty before the threads exist. */
  get restarts(): readonly number[] {
    return this.#supervisor?.restarts ?? [];
  }

  /** The size of the last successful `prepare`, which may not be in effect yet. */
  get targetSize(): PipelineSize {
    return this.#target.size;
  }

  get isUpToDate(): boolean {
    return isSame(this.#target.size, this.#size);
  }

  /** Starts the threads. */
  spawn(listener: SupervisorListener): void {
    this.#supervisor = new Supervisor(
      this.#parts,
      this.#size,
      this.#options.common,
      this.restarts,
      listener,
    );
  }

  /** Ends a thread on purpose. The supervisor restarts it. */
  crash(thread: number): void {
    this.#supervisor?.crash(thread);
  }

  /** Ends all threads in any state. Resolves when they have exited. */
  async terminate(): Promise<void> {
    await this.#supervisor?.terminate();
  }

  /**
   * Allocates the memory for another size. `replace` switches to it later.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory; the target
   *   does not change
   */
  prepare(wanted: PipelineSize): void {
    const size = toSize(wanted);
    if (isSame(size, this.#target.size)) return;
    const {capacityMessages} = size;
    const isSameCapacity = capacityMessages === this.#size.capacityMessages;
    this.#target = {size, parts: isSameCapacity ? this.#parts : this.#allocate(capacityMessages)};
  }

  /**
   * Switches to the target. Precondition: the pipeline has drained, and the threads have been
   * terminated.
   */
  replace(listener: SupervisorListener): void {
    const {size, parts} = this.#target;
    transferState(this.#parts, parts);
    this.#parts = parts;
    this.#size = size;
    this.spawn(listener);
  }

  #allocate(capacityMessages: number): PipelineParts {
    if (hasAllocated) collectGarbage();
    hasAllocated = true;
    const {pipeline, threads} = this.#options;
    const graph = createGraph(pipeline.data, capacityMessages, threads);
    return assembleParts(graph, (plan) => {
      checkAddressSpace(plan.bellsI32.length, plan.totalBytes);
      const memory = allocateMemory(plan.totalBytes);
      initializeMemory(memory, plan, graph);
      return memory;
    });
  }
}

/** Returns the two size properties alone, without the other properties of the argument. */
function toSize({capacityMessages, batchMessages}: PipelineSize): PipelineSize {
  return {capacityMessages, batchMessages};
}

function isSame(one: PipelineSize, other: PipelineSize): boolean {
  return (
    one.capacityMessages === other.capacityMessages && one.batchMessages === other.batchMessages
  );
}
