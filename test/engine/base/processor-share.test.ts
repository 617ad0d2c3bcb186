import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {readProcessorShare} from '../../../source/engine/base/processor-share.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});

/** Writes files below a folder that stands for the root of the system. Returns the folder. */
function createRoot(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'share-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

const stat = 'usage_usec 5\nnr_periods 85\nnr_throttled 84\nthrottled_usec 9\n';
const throttling = {periods: 85, throttledPeriods: 84};

test('without a quota the share is all cores, and nothing is throttled', () => {
  const files = {'proc/self/cgroup': '0::/user\n', 'sys/fs/cgroup/user/cpu.max': 'max 100000\n'};
  for (const root of [createRoot({}), createRoot(files)]) {
    const share = readProcessorShare(root);
    expect(share.cores).toBe(os.availableParallelism());
    expect(share.readThrottling()).toBeUndefined();
  }
});

test('a quota of version 2 gives a part of a core, also one of a group above', () => {
  const share = readProcessorShare(
    createRoot({
      'proc/self/cgroup': '0::/pod/app\n',
      'sys/fs/cgroup/pod/app/cpu.max': 'max 100000\n',
      'sys/fs/cgroup/pod/cpu.max': '50000 100000\n',
      'sys/fs/cgroup/pod/cpu.stat': stat,
    }),
  );
  expect(share.cores).toBe(0.5);
  expect(share.readThrottling()).toEqual(throttling);
});

test('a quota of version 1 is found below the mount of its controllers', () => {
  for (const mount of ['cpu,cpuacct', 'cpu']) {
    const share = readProcessorShare(
      createRoot({
        'proc/self/cgroup': '7:memory:/docker/1\n4:cpu,cpuacct:/docker/1\n',
        [`sys/fs/cgroup/${mount}/cpu.cfs_quota_us`]: '25000\n',
        [`sys/fs/cgroup/${mount}/cpu.cfs_period_us`]: '100000\n',
        [`sys/fs/cgroup/${mount}/cpu.stat`]: stat,
      }),
    );
    expect(share.cores).toBe(0.25);
    expect(share.readThrottling()).toEqual(throttling);
  }
});

test('a group of version 1 without a quota has all cores', () => {
  const share = readProcessorShare(
    createRoot({
      'proc/self/cgroup': '4:cpu:/\n',
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    }),
  );
  expect(share.cores).toBe(os.availableParallelism());
});
