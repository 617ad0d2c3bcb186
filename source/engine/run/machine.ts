import os from 'node:os';
import type {MachineReport} from '../snapshot/types.ts';

/**
 * Describes this machine for reports: processor, cores, Node version, kernels and memory in bytes.
 * @param cores the cores that this process may use; a fraction under a quota
 */
export function describeMachine(kernels: string, cores: number): MachineReport {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores,
    node: process.version,
    kernels,
    memoryBytes: os.totalmem(),
  };
}
