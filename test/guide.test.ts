// The code in docs/engine.md: it compiles, and its own tests pass.
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, expect} from 'vitest';
import {longTest} from './helpers/sample.ts';

const root = path.resolve(import.meta.dirname, '..');
const guide = readFileSync(path.join(root, 'docs/engine.md'), 'utf8');
const folder = mkdtempSync(path.join(os.tmpdir(), 'fizzbuzz-tui-guide-'));
afterAll(() => rmSync(folder, {recursive: true}));

const files = [...guide.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)];
for (const [, name = '', code = ''] of files) writeFileSync(path.join(folder, name), code);
const [, tsconfig = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
writeFileSync(path.join(folder, 'tsconfig.json'), tsconfig);
writeFileSync(path.join(folder, 'package.json'), JSON.stringify({type: 'module'}));
mkdirSync(path.join(folder, 'node_modules'));
symlinkSync(root, path.join(folder, 'node_modules/fizzbuzz-tui'));
symlinkSync(path.join(root, 'node_modules/@types'), path.join(folder, 'node_modules/@types'));

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, args, {cwd: folder, encoding: 'utf8'});
}

longTest('all code of the guide compiles with the options that it names', () => {
  expect(files.map(([, name]) => name)).toEqual(
    expect.arrayContaining(['pipeline.ts', 'filter.ts', 'settings.ts', 'pipeline.test.ts']),
  );
  expect(run(path.join(root, 'node_modules/typescript/bin/tsc'), '--project', '.')).toMatchObject({
    status: 0,
    stdout: '',
  });
});

longTest('the test that the guide writes passes', () => {
  expect(run('--test', 'pipeline.test.ts')).toMatchObject({status: 0});
});

longTest('the pipeline of the guide runs, and is verified', () => {
  const cli = path.join(root, 'dist/cli.js');
  const flags = ['--duration', '0.5', '--json', '--no-telemetry'];
  const {status, stdout} = run(cli, 'run', 'pipeline.ts', ...flags);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({clean: true, verified: true});
});
