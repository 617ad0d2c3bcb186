/**
 * Runs the whole suite many times, and lists each test that failed at least once. Such tests depend
 * on the speed of the machine.
 *
 *     npm run test:repeat -- [--times 10] [--busy]
 *
 * With `--busy`, another process keeps one core busy.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';

const {values} = parseArgs({
  options: {times: {type: 'string', default: '10'}, busy: {type: 'boolean', default: false}},
});
const times = Number(values.times);
if (!(Number.isInteger(times) && times >= 1)) throw new Error('--times takes a whole number');

const root = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const folder = mkdtempSync(path.join(os.tmpdir(), 'repeat-'));

/** The part of vitest's JSON that is used here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

interface Failure {
  readonly test: string;
  readonly message: string;
}

/** Runs the suite once, and keeps its output. Returns its failures. */
async function runSuite(run: number): Promise<readonly Failure[]> {
  const file = path.join(folder, `run-${run}.json`);
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile=${file}`];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {...process.env, TEST_ALL: '1'},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  const failures = failuresIn(JSON.parse(readFileSync(file, 'utf8')) as Report);
  writeFileSync(path.join(folder, `run-${run}.log`), output);
  if (code !== 0 && failures.length === 0) return [{test: 'the suite as a whole', message: output}];
  return failures;
}

function failuresIn({testResults}: Report): readonly Failure[] {
  return testResults.flatMap(({name, status, message, assertionResults}) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [{test: file, message}];
    return failed.map((test) => ({
      test: `${file}: ${test.fullName}`,
      message: test.failureMessages[0] ?? '',
    }));
  });
}

/** Starts a process that keeps a core busy, and ends with this one. */
function occupyCore(): ChildProcess {
  const script =
    'process.on("disconnect", () => process.exit()); for (let end = 0; ; ) { ' +
    'end = Date.now() + 50; while (Date.now() < end); await new Promise(setImmediate); }';
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

const busy = values.busy ? occupyCore() : undefined;
const failures = new Map<string, string[]>();
for (let run = 1; run <= times; run++) {
  const startMs = performance.now();
  const found = await runSuite(run);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(0);
  process.stdout.write(`run ${run} of ${times}: ${seconds} s, ${found.length} failed\n`);
  for (const {test, message} of found) failures.set(test, [...(failures.get(test) ?? []), message]);
}
busy?.kill();
for (const [test, messages] of failures) {
  process.stdout.write(`\n${messages.length} of ${times}: ${test}\n${messages[0]}\n`);
}
const failed = [...failures.values()].reduce((sum, {length}) => sum + length, 0);
process.stdout.write(`\n${failed} failures in ${times} runs; their output: ${folder}\n`);
process.exitCode = failed === 0 ? 0 : 1;
