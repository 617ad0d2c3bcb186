// The command line of `run <module>`: what is rejected, in one sentence, with nothing started.
import {mkdtempSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {UsageError} from '../../source/commands/parsers.ts';
import {runModule} from '../../source/commands/run-module.ts';

async function refuse(...argv: string[]): Promise<string> {
  const error: unknown = await runModule(argv).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

test('a module is needed, and it must exist', async () => {
  expect(await refuse()).toBe('run was given nothing; it takes the module of a pipeline');
  expect(await refuse('./no-such-file.js')).toBe(
    'run was given "./no-such-file.js"; it takes the path of a module, or the name of a package',
  );
});

test.each([
  ['export default 1;', /does not export a pipeline by default$/],
  ['throw new Error("no disk");', /cannot be loaded: no disk$/],
])('a module of the text %s is rejected', async (text, sentence) => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'module-')), 'pipeline.mjs');
  writeFileSync(file, text);
  expect(await refuse(file, '--plain', '--no-telemetry')).toMatch(sentence);
});

test('a setting has a name and a value', async () => {
  for (const given of ['seed', '=1', 'seed=']) {
    expect(await refuse('module.js', '--set', given)).toBe(
      `--set was given "${given}"; it takes the name of a setting, = and its value`,
    );
  }
});

test('numbers are in range', async () => {
  expect(await refuse('module.js', '--threads', '0')).toMatch(/^--threads was given "0"/);
  expect(await refuse('module.js', '--batch', '0')).toMatch(/^--batch was given "0"/);
  expect(await refuse('module.js', '--port', '1', '--no-telemetry')).toMatch(/^run was given/);
});
