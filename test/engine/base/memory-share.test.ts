import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {readMemoryShare} from '../../../source/engine/base/memory-share.ts';

const roots: string[] = [];
const mebibyte = 2 ** 20;

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, {recursive: true});
});

/** Creates the files of a system, and returns their folder. */
function createSystem(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'memory-'));
  roots.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), {recursive: true});
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

test('a container of version 2 has its limit, less what it uses and cannot drop', () => {
  const root = createSystem({
    'proc/self/cgroup': '0::/a/b\n',
    'sys/fs/cgroup/a/memory.max': `${300 * mebibyte}\n`,
    'sys/fs/cgroup/a/memory.current': `${120 * mebibyte}\n`,
    'sys/fs/cgroup/a/memory.stat': `anon 1\ninactive_file ${20 * mebibyte}\nfile 3\n`,
    'sys/fs/cgroup/a/b/memory.max': 'max\n',
    'sys/fs/cgroup/a/b/memory.current': `${100 * mebibyte}\n`,
  });
  expect(readMemoryShare(root)).toEqual({
    totalBytes: 300 * mebibyte,
    leftBytes: 200 * mebibyte,
  });
});

test('a container of version 1 alike', () => {
  const root = createSystem({
    'proc/self/cgroup': '9:memory:/docker/1\n8:cpu,cpuacct:/docker/1\n',
    'sys/fs/cgroup/memory/memory.limit_in_bytes': `${64 * mebibyte}\n`,
    'sys/fs/cgroup/memory/memory.usage_in_bytes': `${65 * mebibyte}\n`,
    'sys/fs/cgroup/memory/memory.stat': 'inactive_file 5\ntotal_inactive_file 0\n',
  });
  expect(readMemoryShare(root)).toEqual({totalBytes: 64 * mebibyte, leftBytes: 0});
});

test('without a container the machine has what Linux calls available, and its swap', () => {
  const root = createSystem({
    'proc/meminfo': 'MemTotal: 9000 kB\nMemAvailable:    5000 kB\nSwapFree:   1000 kB\n',
  });
  expect(readMemoryShare(root)).toEqual({
    totalBytes: os.totalmem(),
    leftBytes: 6_000 * 1_024,
  });
});

test('without a word from the system nothing is refused', () => {
  expect(readMemoryShare(createSystem({})).leftBytes).toBe(Number.POSITIVE_INFINITY);
});
