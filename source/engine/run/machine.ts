import os from 'node:os';
import type {MachineReport} from '../snapshot/types.ts';

/**
 * Describes this machine for reports: processor, cores, Node version, kernels and memory in bytes.
 */
export function describeMachine(kernels: string): MachineReport {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    node: process.version,
    kernels,
    memoryBytes: os.totalmem(),
  };
}
