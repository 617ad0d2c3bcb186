/** Starts runs: puts memory, kernels, recorder and threads together, or says what the machine did not give. */
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
 * Starts a pipeline; it runs at once, and until it is stopped by a condition of `options` or by `stop`.
 * @throws {OutOfMemoryError} when the machine does not give the memory; nothing was started
 * @throws {AddressSpaceError} when the system's limit leaves too little for the threads; nothing was started
 * @throws {KernelsUnavailableError} when the kernels asked for do not work here; nothing was started
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

/** There may be rings of earlier runs that nobody uses any more. */
let hasAllocated = false;

/** @throws {OutOfMemoryError | AddressSpaceError} when the machine does not give it */
function allocatePipeline(capacityMessages: number): Pipeline {
  if (hasAllocated) collectGarbage();
  hasAllocated = true;
  return openPipeline(capacityMessages, (plan) => {
    checkAddressSpace(plan);
    return allocateMemory(plan.totalBytes);
  });
}

/** Looks before anything is taken whether the address space suffices for the threads, and for the rings beside them. */
function checkAddressSpace({bellsI32, totalBytes}: MemoryPlan): void {
  const threadsBytes = bellsI32.length * threadSpaceBytes;
  const leftBytes = addressSpaceLeftBytes();
  if (leftBytes < threadsBytes) throw new AddressSpaceError(threadsBytes, leftBytes);
  if (leftBytes < threadsBytes + totalBytes) throw new OutOfMemoryError(totalBytes);
}
