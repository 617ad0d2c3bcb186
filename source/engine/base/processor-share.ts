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
import {readFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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
  return {
    cores,
    readThrottling: () => (quota === undefined ? undefined : readThrottling(quota.folder)),
  };
}

/** Returns the smallest quota of the groups of this process; `undefined` without one. */
function findQuota(root: string): Quota | undefined {
  const groups = readText(path.join(root, 'proc/self/cgroup')).split('\n');
  const quotas = groups.flatMap((line) => {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (group === undefined || controllers === undefined) return [];
    if (controllers === '') return quotasUpwards(path.join(root, 'sys/fs/cgroup'), group);
    if (!controllers.split(',').includes('cpu')) return [];
    return [controllers, 'cpu'].flatMap((mount) =>
      quotasUpwards(path.join(root, 'sys/fs/cgroup', mount), group),
    );
  });
  return quotas.toSorted((one, other) => one.cores - other.cores)[0];
}

/** Returns the quotas of a group and of all groups above it. */
function quotasUpwards(mount: string, group: string): Quota[] {
  const quotas: Quota[] = [];
  for (let below = group; ; below = path.dirname(below)) {
    const folder = path.join(mount, below);
    const cores = readQuota(folder);
    if (cores !== undefined) quotas.push({folder, cores});
    // In a container, the path can be that of the host, which does not exist below the mount.
    if (below === '/') return quotas;
  }
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

/** Returns the text of a file; empty if it cannot be read. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
