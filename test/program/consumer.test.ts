// A project that uses the package as npm publishes it: its types, its program and its files.
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {environment} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const modules = path.join(repository, 'node_modules');
const project = mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
const installed = path.join(project, 'node_modules', 'fizzbuzz-tui');

beforeAll(() => {
  cpSync(path.join(repository, 'test/fixtures/consumer'), project, {recursive: true});
  cpSync(path.join(repository, 'examples/ticks/pipeline.ts'), path.join(project, 'pipeline.ts'));
  // Without scripts: the tests run on what was built before.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', project];
  const tarball = execFileSync('npm', pack, {cwd: repository, encoding: 'utf8'}).trim();
  mkdirSync(installed, {recursive: true});
  const unpack = ['-xzf', path.join(project, tarball), '--strip-components=1', '-C', installed];
  execFileSync('tar', unpack);
  // The dependencies of this repository, so that the test needs no network.
  symlinkSync(modules, path.join(installed, 'node_modules'));
  symlinkSync(path.join(modules, '@types'), path.join(project, 'node_modules', '@types'));
});

afterAll(() => rmSync(project, {recursive: true}));

/** Runs a file with Node.js in the project. */
function runNode(...args: readonly string[]) {
  return spawnSync(process.execPath, args, {cwd: project, env: environment(), encoding: 'utf8'});
}

const program = path.join(installed, 'dist', 'cli.js');
const compile = () => runNode(path.join(modules, 'typescript', 'bin', 'tsc'), '--project', '.');

test.each([
  'dist/cli.js',
  'dist/engine/index.d.ts',
  'dist/engine/testing.d.ts',
  'dist/bridge/index.d.ts',
  'docs/distributed.md',
  'docs/engine.md',
  'examples/file/pipeline.ts',
])('the package has %s', (file) => {
  expect(existsSync(path.join(installed, file))).toBe(true);
});

test('the package has no sources and no tests', () => {
  for (const folder of ['source', 'test', 'benchmark']) {
    expect(existsSync(path.join(installed, folder))).toBe(false);
  }
});

longTest('a pipeline compiles against the published types, and is verified', () => {
  const {status, stdout} = compile();
  expect(stdout).toBe('');
  expect(status).toBe(0);
  for (const module of ['pipeline.js', 'pipeline.ts']) {
    const flags = ['--set', 'total=1000000', '--no-telemetry', '--json'];
    const run = runNode(program, 'run', module, ...flags);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({stoppedBy: 'done', clean: true, verified: true});
  }
});
