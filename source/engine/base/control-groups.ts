/**
 * The control groups of Linux, which limit a container or a service. Both versions are read.
 * Source: https://docs.kernel.org/admin-guide/cgroup-v2.html and
 * https://docs.kernel.org/admin-guide/cgroup-v1/cgroups.html
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';

/**
 * Returns the folders of the groups of this process that can have limits of `controller`, from the
 * inside to the outside; empty without control groups. A folder need not exist.
 * @param root the folder of the system's files, for tests
 */
export function controlGroupFolders(root: string, controller: string): readonly string[] {
  const groups = readText(path.join(root, 'proc/self/cgroup')).split('\n');
  return groups.flatMap((line) => {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (group === undefined || controllers === undefined) return [];
    if (controllers === '') return upwards(path.join(root, 'sys/fs/cgroup'), group);
    if (!controllers.split(',').includes(controller)) return [];
    return [...new Set([controllers, controller])].flatMap((mount) =>
      upwards(path.join(root, 'sys/fs/cgroup', mount), group),
    );
  });
}

/** Returns the folders of a group and of all groups above it. */
function upwards(mount: string, group: string): string[] {
  const folders: string[] = [];
  for (let below = group; ; below = path.dirname(below)) {
    folders.push(path.join(mount, below));
    // In a container, the path can be that of the host, which does not exist below the mount.
    if (below === '/') return folders;
  }
}

/** Returns the text of a file; empty if it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
