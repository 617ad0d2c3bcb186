/**
 * Runs the tests of the built program, and of the engine with real threads, under each supported
 * version of Node.
 *
 *     npm run test:matrix
 *
 * The other versions come from the registry, as the repository's own does, and are kept in
 * `node_modules/.cache`.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';

const versions = ['22.23.3', '24.21.0', '26.10.0'];
const root = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const tests = [
  'test/program',
  'test/engine/engine.test.ts',
  'test/engine/resize.test.ts',
  'test/engine/pipeline.test.ts',
  'test/engine/async.test.ts',
  'test/fizzbuzz/kernels',
];

let failures = 0;
for (const version of versions) {
  const node = obtainNode(version);
  const found = spawnSync(node, ['--version'], {encoding: 'utf8'}).stdout.trim();
  if (found !== `v${version}`) throw new Error(`wanted Node ${version}, found ${found}`);
  process.stdout.write(`\n== Node ${found}\n`);
  const run = spawnSync(node, [vitest, 'run', ...tests], {
    cwd: root,
    env: {...process.env, TEST_ALL: '1'},
    stdio: 'inherit',
  });
  if (run.status !== 0) failures++;
}
process.stdout.write(`\n${versions.length - failures} passed, ${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;

/** Returns the path of Node of this version, and installs it if necessary. */
function obtainNode(version: string): string {
  const folder = path.join(root, 'node_modules/.cache/node', version);
  const node = path.join(folder, 'node_modules/.bin/node');
  if (existsSync(node)) return node;
  mkdirSync(folder, {recursive: true});
  const manifest = {private: true, dependencies: {node: version}, allowScripts: {node: true}};
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const install = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (install.status !== 0) throw new Error(`Node ${version} could not be installed`);
  return node;
}
