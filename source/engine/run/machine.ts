import os from 'node:os';
import {readMemoryShare} from '../base/memory-share.ts';
import {createSteadyReading} from '../base/steady-reading.ts';
import type {MachineReport} from '../snapshot/types.ts';

const readProcessorName = createSteadyReading(() => os.cpus()[0]?.model.trim(), 'unknown');

/**
 * Describes this machine for reports: processor, cores, Node version, kernels and memory in bytes.
 * In a container, cores and memory are those that its limits leave.
 * @param cores the cores that this process may use; a fraction under a quota
 */
export function describeMachine(kernels: string, cores: number): MachineReport {
  return {
    cpu: readProcessorName(),
    cores,
    node: process.version,
    kernels,
    memoryBytes: readMemoryShare().totalBytes,
  };
}
