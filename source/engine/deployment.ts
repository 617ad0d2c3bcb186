import {type Pipeline, transferState} from './pipeline.ts';
import type {Supervisor, SupervisorListener} from './runtime/supervisor.ts';
import type {PipelineSize} from './shape.ts';

/** The factories of pipelines and supervisors. A test can replace them. */
export interface Staff {
  /**
   * Allocates the memory of a pipeline.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory
   */
  allocate(capacityMessages: number): Pipeline;
  /**
   * Starts the threads of a pipeline.
   * @param restarts restarts of each thread so far
   */
  spawn(
    pipeline: Pipeline,
    size: PipelineSize,
    restarts: readonly number[],
    listener: SupervisorListener,
  ): Supervisor;
}

/**
 * A pipeline's memory and the threads that work on it. Both are replaced together when the pipeline
 * is given another size.
 *
 * Main thread only. New rings are allocated before the old ones drain. A lack of memory is
 * therefore known before the pipeline is interrupted.
 */
export class Deployment {
  readonly #staff: Staff;
  readonly #listener: SupervisorListener;
  #pipeline: Pipeline;
  #size: PipelineSize;
  #supervisor: Supervisor;
  /**
   * The size and pipeline that `replace` switches to. Equal to the current ones outside a resize.
   */
  #goal: {readonly size: PipelineSize; readonly pipeline: Pipeline};

  /** Starts the threads. */
  constructor(pipeline: Pipeline, size: PipelineSize, staff: Staff, listener: SupervisorListener) {
    this.#staff = staff;
    this.#listener = listener;
    this.#pipeline = pipeline;
    this.#size = sizeOf(size);
    this.#goal = {size: this.#size, pipeline};
    this.#supervisor = staff.spawn(pipeline, this.#size, [], listener);
  }

  get pipeline(): Pipeline {
    return this.#pipeline;
  }

  get supervisor(): Supervisor {
    return this.#supervisor;
  }

  /** The size of the last successful `prepare`, which may not be in effect yet. */
  get goal(): PipelineSize {
    return this.#goal.size;
  }

  get isUpToDate(): boolean {
    return isSame(this.#goal.size, this.#size);
  }

  /**
   * Allocates the memory for another size. `replace` switches to it later.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory; the goal
   *   does not change
   */
  prepare(wanted: PipelineSize): void {
    const size = sizeOf(wanted);
    if (isSame(size, this.#goal.size)) return;
    const {capacityMessages} = size;
    const isOfOtherCapacity = capacityMessages !== this.#size.capacityMessages;
    const pipeline = isOfOtherCapacity ? this.#staff.allocate(capacityMessages) : this.#pipeline;
    this.#goal = {size, pipeline};
  }

  /**
   * Switches to the goal. Precondition: the pipeline has drained, and the supervisor's threads have
   * been terminated.
   */
  replace(): void {
    const {size, pipeline} = this.#goal;
    transferState(this.#pipeline, pipeline);
    this.#pipeline = pipeline;
    this.#size = size;
    this.#supervisor = this.#staff.spawn(pipeline, size, this.#supervisor.restarts, this.#listener);
  }
}

/** Returns the two size properties alone, without the other properties of the argument. */
function sizeOf({capacityMessages, batchMessages}: PipelineSize): PipelineSize {
  return {capacityMessages, batchMessages};
}

function isSame(one: PipelineSize, other: PipelineSize): boolean {
  return (
    one.capacityMessages === other.capacityMessages && one.batchMessages === other.batchMessages
  );
}
