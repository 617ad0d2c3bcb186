/**
 * The installation of a run: the memory of its pipeline and the threads that work on it, which are replaced together when the
 * pipeline is given another size.
 *
 * Main thread only. New rings are had before the old ones drain, so that a machine that has not enough memory is known in time.
 */

import {type Pipeline, transferState} from './pipeline.ts';
import type {Supervisor, SupervisorListener} from './runtime/supervisor.ts';
import type {PipelineSize} from './shape.ts';

/** Where memory and threads come from. */
export interface Staff {
  /** @throws {OutOfMemoryError | AddressSpaceError} when the machine does not give the memory */
  allocate(capacityMessages: number): Pipeline;
  /** @param restarts how often each thread was started again so far */
  spawn(
    pipeline: Pipeline,
    size: PipelineSize,
    restarts: readonly number[],
    listener: SupervisorListener,
  ): Supervisor;
}

export class Deployment {
  readonly #staff: Staff;
  readonly #listener: SupervisorListener;
  #pipeline: Pipeline;
  #size: PipelineSize;
  #supervisor: Supervisor;
  /** What it is to become; what it is, unless it is being resized. */
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

  /** The size that was asked for last, whether it has that already or not. */
  get goal(): PipelineSize {
    return this.#goal.size;
  }

  get isUpToDate(): boolean {
    return isSame(this.#goal.size, this.#size);
  }

  /**
   * Takes the memory for another size, which `replace` then goes to.
   * @throws {OutOfMemoryError | AddressSpaceError} when the machine does not give it; the goal stays as it was
   */
  prepare(wanted: PipelineSize): void {
    const size = sizeOf(wanted);
    if (isSame(size, this.#goal.size)) return;
    const {capacityMessages} = size;
    const isOfOtherCapacity = capacityMessages !== this.#size.capacityMessages;
    const pipeline = isOfOtherCapacity ? this.#staff.allocate(capacityMessages) : this.#pipeline;
    this.#goal = {size, pipeline};
  }

  /** Goes to the size that is wanted. The pipeline has drained, and the crew is dismissed. */
  replace(): void {
    const {size, pipeline} = this.#goal;
    transferState(this.#pipeline, pipeline);
    this.#pipeline = pipeline;
    this.#size = size;
    this.#supervisor = this.#staff.spawn(pipeline, size, this.#supervisor.restarts, this.#listener);
  }
}

/** The size alone, of whatever has one. */
function sizeOf({capacityMessages, batchMessages}: PipelineSize): PipelineSize {
  return {capacityMessages, batchMessages};
}

function isSame(one: PipelineSize, other: PipelineSize): boolean {
  return (
    one.capacityMessages === other.capacityMessages && one.batchMessages === other.batchMessages
  );
}
