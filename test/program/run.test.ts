// The built program over the examples: in a real pseudo-terminal, without one, and with wrong
// arguments.
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, describe, expect, onTestFinished, test} from 'vitest';
import {runProgram} from '../helpers/built.ts';
import {longTest, sampled} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fizzbuzz-tui-'));
afterAll(() => rmSync(folder, {recursive: true}));
const from = path.join(folder, 'from');
writeFileSync(from, randomBytes(20_000_000));

interface Example {
  readonly name: string;
  readonly actors: readonly string[];
  readonly channels: readonly string[];
  /** Flags with which a run takes longer than its test. */
  readonly long: readonly string[];
  /** Flags with which a run ends in a second or two. */
  readonly short: readonly string[];
}

const examples: readonly Example[] = [
  {
    name: 'histogram',
    actors: ['source', 'leftWorker', 'rightWorker', 'histogram'],
    channels: ['left', 'right', 'leftResults', 'rightResults'],
    long: ['--set', 'numbers=100000000000'],
    short: ['--duration', '1.5'],
  },
  {
    name: 'ticks',
    actors: ['feed', 'bars', 'sums'],
    channels: ['ticks', 'bars'],
    long: ['--set', 'total=100000000000'],
    short: ['--duration', '1.5'],
  },
  {
    name: 'file',
    actors: ['reader', 'hasher', 'writer'],
    channels: ['blocks', 'hashed'],
    long: ['--capacity', '2', '--batch', '1'],
    short: ['--capacity', '64', '--batch', '8'],
  },
];

function argumentsOf({name}: Example, ...flags: readonly string[]): string[] {
  return ['run', `examples/${name}/pipeline.ts`, '--no-telemetry', ...flags];
}

/** The environment of a run: a copy of its own for each. */
function environmentOf(copy: string): Record<string, string> {
  return {COPY_FROM: from, COPY_TO: path.join(folder, copy)};
}

const sizes = [
  [80, 24],
  [140, 40],
] as const;

describe.each(sampled(examples, 1))('the example $name', (example) => {
  test.each(sampled<(typeof sizes)[number]>(sizes, 1))(
    'runs in a terminal of %i x %i, and goes on after a crash',
    async (columns, rows) => {
      const env = environmentOf(`${columns}`);
      const terminal = new Terminal(argumentsOf(example, ...example.long), {columns, rows, env});
      onTestFinished(() => terminal.kill('SIGKILL'));
      await terminal.shows(/RUNNING/);
      // The diagram cuts what has no room in it.
      await terminal.shows(/ thread \d x /);
      const named = [...example.actors, ...example.channels].map((name) => name.slice(0, 7));
      await terminal.shows(new RegExp(named.map((name) => `(?=[\\s\\S]*${name})`).join('')));
      terminal.type('x');
      await terminal.shows(/a thread died and was started again/);
      await terminal.shows(/↻1/);
      const rate = () => /mean +([\d.]+)/.exec(terminal.text)?.[1];
      const before = rate();
      await terminal.until(() => rate() !== before && rate() !== '0', 'the run to go on');
      terminal.type('q');
      expect(await terminal.exitCode).toBe(0);
      expect(terminal.scrollback).toMatch(/Stopped by key after .* clean; verified:/);
    },
  );

  longTest('is verified with random crashes, and its summary is one JSON object', async () => {
    const flags = ['--chaos', '0.5', '--json', ...example.short];
    const {code, stdout} = await runProgram(argumentsOf(example, ...flags), environmentOf('chaos'));
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({clean: true, verified: true, fault: null});
    expect(report.actors.map(({name}: {name: string}) => name)).toEqual(example.actors);
    expect(report.channels.map(({name}: {name: string}) => name)).toEqual(example.channels);
  });

  longTest('prints the summary without a terminal', async () => {
    const flags = ['--plain', '--duration', '0.5'];
    const {code, stdout} = await runProgram(argumentsOf(example, ...flags), environmentOf('plain'));
    expect(code).toBe(0);
    for (const actor of example.actors) {
      expect(stdout).toMatch(new RegExp(`^${actor} shutting down\\.`, 'im'));
    }
    expect(stdout).toMatch(/clean; verified:/);
  });
});

test.each([
  [
    'a module that does not exist',
    ['no-such-pipeline.ts'],
    /^.*"no-such-pipeline.ts"; it takes the path of a module, or the name of a package\n$/,
  ],
  ['a module without a pipeline', ['vitest.config.ts'], /^.* does not export a pipeline.*\n$/],
  [
    'a setting that is not known',
    ['examples/ticks/pipeline.ts', '--set', 'seed=1'],
    /^.*setting seed is not known; there are: total\n$/,
  ],
  [
    'a value that a setting does not accept',
    ['examples/ticks/pipeline.ts', '--set', 'total=many'],
    /^.*setting total was given many; it takes a number from 1 to \d+\n$/,
  ],
  [
    'a number of threads without a grouping',
    ['examples/ticks/pipeline.ts', '--threads', '2'],
    /^.*pipeline ticks has no grouping on 2 threads; it has 3, 1\n$/,
  ],
])('%s is one sentence and exit code 2', async (_, given, sentence) => {
  const {code, stdout, stderr} = await runProgram(['run', ...given, '--no-telemetry', '--plain']);
  expect(stderr).toMatch(sentence);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('a module that keeps the process alive does not delay the end', async () => {
  const module = path.join(folder, 'alive.mjs');
  const histogram = pathToFileURL('examples/histogram/pipeline.ts').href;
  writeFileSync(module, `export {default} from '${histogram}'; setInterval(() => {}, 1_000);`);
  const flags = ['--set', 'numbers=100000', '--no-telemetry', '--plain'];
  const {code, stdout} = await runProgram(['run', module, ...flags]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/clean; verified/);
});

test('a module that never loads is one sentence', async () => {
  const module = path.join(folder, 'endless.mjs');
  writeFileSync(module, 'await new Promise(() => {}); export default 1;');
  const {code, stderr} = await runProgram(['run', module, '--no-telemetry', '--plain']);
  expect(code).toBe(1);
  expect(stderr).toBe(
    'fizzbuzz-tui: it cannot go on: a module waits for something that never comes\n',
  );
});

test('a hook of a pipeline that throws at the start is one sentence', async () => {
  const module = path.join(folder, 'hook.mjs');
  const histogram = pathToFileURL('examples/histogram/pipeline.ts').href;
  writeFileSync(
    module,
    `import histogram from '${histogram}';
    import {definePipeline} from '${pathToFileURL('dist/engine/index.js').href}';
    const {data, behaviour} = histogram;
    const alerts = 5;
    export default definePipeline(data, {...behaviour, alerts});`,
  );
  const {code, stderr} = await runProgram(['run', module, '--no-telemetry', '--plain']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^fizzbuzz-tui: the pipeline failed at its start: .*\n$/);
});
