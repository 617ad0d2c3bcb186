/** What the actors of one thread of a part share: the kernels, and the thread's end of the edge. */
import {Edge, type EdgeOptions} from '../bridge/index.ts';
import type {SharedMemory} from '../engine/index.ts';
import {
  type CompiledKernels,
  instantiateKernels,
  type Kernels,
} from '../fizzbuzz/kernels/kernels.ts';

/** What each thread of a part receives. */
export interface PartPayload {
  readonly compiled: CompiledKernels;
  readonly edge: EdgeOptions;
}

/** Creates the resources of a thread. */
export function createResources(
  payload: unknown,
  {memory}: SharedMemory,
): Kernels & {readonly edge: Edge} {
  const {compiled, edge} = payload as PartPayload;
  return {...instantiateKernels(compiled, memory), edge: new Edge(edge)};
}
