/**
 * The processor time that the system gives to this process: the cores that it may use, and a
 * container's quota with its throttling.
 *
 * Linux limits a group of processes to a share of each period (`cpu.max` of cgroups version 2,
 * `cpu.cfs_quota_us` of version 1). Node's `availableParallelism` does not know this limit. Other
 * systems have no such limit.
 * Source: https://docs.kernel.org/admin-guide/cgroup-v2.html and
 * https://docs.kernel.org/scheduler/sched-bwc.html
 */
import os from 'node:os';
import path from 'node:path';
import {controlGroupFolders, readText} from './control-groups.ts';

/** The periods of a quota up to a moment. */
export interface Throttling {
  readonly periods: number;
  /** Periods in which the processes of the group had used up the quota and had to wait. */
  readonly throttledPeriods: number;
}

/** What a process may use of the processor. */
export interface ProcessorShare {
  /** Cores, or the part of a core; a fraction under a quota. */
  readonly cores: number;
  /** Reads the periods of the quota up to now; `undefined` without a quota. */
  readThrottling(): Throttling | undefined;
}

/** A group with a quota: its folder, and the cores that the quota gives. */
interface Quota {
  readonly folder: string;
  readonly cores: number;
}

/**
 * Reads the processor share of this process.
 * @param root the folder of the system's files, for tests
 */
export function readProcessorShare(root = '/'): ProcessorShare {
  const quota = findQuota(root);
  const cores = Math.min(os.availableParallelism(), quota?.cores ?? Number.POSITIVE_INFINITY);
  let latest: Throttling | undefined;
  return {
    cores,
    readThrottling() {
      // A reading that fails, for want of a descriptor, leaves the last value.
      if (quota !== undefined) latest = readThrottling(quota.folder) ?? latest;
      return latest;
    },
  };
}

/** Returns the smallest quota of the groups of this process; `undefined` without one. */
function findQuota(root: string): Quota | undefined {
  const quotas = controlGroupFolders(root, 'cpu').flatMap((folder) => {
    const cores = readQuota(folder);
    return cores === undefined ? [] : [{folder, cores}];
  });
  return quotas.toSorted((one, other) => one.cores - other.cores)[0];
}

function readQuota(folder: string): number | undefined {
  const [quota, period] = readText(path.join(folder, 'cpu.max')).split(/\s/).map(Number);
  const quota1 = Number(readText(path.join(folder, 'cpu.cfs_quota_us')));
  const period1 = Number(readText(path.join(folder, 'cpu.cfs_period_us')));
  const cores = [(quota ?? 0) / (period ?? 0), quota1 / period1].find((share) => share > 0);
  return Number.isFinite(cores) ? cores : undefined;
}

function readThrottling(folder: string): Throttling | undefined {
  const text = readText(path.join(folder, 'cpu.stat'));
  const [, periods] = /^nr_periods (\d+)$/m.exec(text) ?? [];
  const [, throttled] = /^nr_throttled (\d+)$/m.exec(text) ?? [];
  if (periods === undefined || throttled === undefined) return undefined;
  return {periods: Number(periods), throttledPeriods: Number(throttled)};
}
