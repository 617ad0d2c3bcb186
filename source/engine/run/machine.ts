import os from 'node:os';
import {createSteadyReading} from '../base/steady-reading.ts';
import type {MachineReport} from '../snapshot/types.ts';

const readProcessorName = createSteadyReading(() => os.cpus()[0]?.model.trim(), 'unknown');

/**
 * Describes this machine for reports: processor, cores, Node version, kernels and memory in bytes.
 * @param cores the cores that this process may use; a fraction under a quota
 */
export function describeMachine(kernels: string, cores: number): MachineReport {
  return {
    cpu: readProcessorName(),
    cores,
    node: process.version,
    kernels,
    memoryBytes: os.totalmem(),
  };
}
