import type {Engine, EngineOptions} from './api.ts';
import {monotonicMs, SystemClock} from './clock.ts';
import {AddressSpaceError, OutOfMemoryError} from './errors.ts';
import {selectKernels} from './kernels/select.ts';
import {threadSpaceBytes} from './limits.ts';
import {describeMachine} from './machine.ts';
import {addressSpaceLeftBytes} from './memory/address-space.ts';
import {collectGarbage} from './memory/garbage.ts';
import type {MemoryPlan} from './memory/layout.ts';
import {allocateMemory} from './memory/shared.ts';
import {openPipeline, type Pipeline} from './pipeline.ts';
import {Run} from './run.ts';
import {Supervisor} from './runtime/supervisor.ts';
import {Sampler} from './telemetry/sampler.ts';

/**
 * Starts a run: allocates the memory, compiles the kernels, and starts the sampler and the threads.
 * The pipeline runs at once. It runs until a condition of `options` or a call of `stop` stops it.
 * @throws {OutOfMemoryError} when the machine refuses the memory; nothing is started
 * @throws {AddressSpaceError} when the system's limit on address space is too low for the threads;
 *   nothing is started
 * @throws {KernelsUnavailableError} when the requested kernels do not work on this machine; nothing
 *   is started
 */
export function startEngine(options: EngineOptions): Engine {
  const pipeline = allocatePipeline(options.capacityMessages);
  const kernels = selectKernels(options.kernels);
  pipeline.control.setMode(options.mode);
  pipeline.control.setBeatPeriodMs(options.beatPeriodMs);
  pipeline.control.setBeatsTarget(options.beats);
  const originMs = monotonicMs();
  const clock = new SystemClock(originMs);
  const machine = describeMachine(kernels.width);
  const sampler = new Sampler(pipeline, clock, options, machine, options.logLevel);
  return new Run(pipeline, sampler, options, {
    allocate: allocatePipeline,
    spawn: (staffed, size, restarts, listener) =>
      new Supervisor(staffed, kernels, size, originMs, restarts, listener),
  });
}

/**
 * Whether a pipeline was allocated before. The unused rings of earlier runs may still be in memory.
 */
let hasAllocated = false;

/** @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory */
function allocatePipeline(capacityMessages: number): Pipeline {
  if (hasAllocated) collectGarbage();
  hasAllocated = true;
  return openPipeline(capacityMessages, (plan) => {
    checkAddressSpace(plan);
    return allocateMemory(plan.totalBytes);
  });
}

/**
 * Checks, before any allocation, that the address space suffices for the threads, and for the rings
 * beside them.
 * @throws {AddressSpaceError} when it does not suffice for the threads
 * @throws {OutOfMemoryError} when it does not suffice for the threads and the rings
 */
function checkAddressSpace({bellsI32, totalBytes}: MemoryPlan): void {
  const threadsBytes = bellsI32.length * threadSpaceBytes;
  const leftBytes = addressSpaceLeftBytes();
  if (leftBytes < threadsBytes) throw new AddressSpaceError(threadsBytes, leftBytes);
  if (leftBytes < threadsBytes + totalBytes) throw new OutOfMemoryError(totalBytes);
}
