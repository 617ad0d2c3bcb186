// The built program where the world is not as one would wish: a clear sentence or a correct run,
// never a trace or a hang.
import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {hasNo, ProgramRun, runInShell, runProgram} from '../helpers/built.ts';
import {faultyEnvironment} from '../helpers/faulty.ts';
import {longTest, sampled} from '../helpers/sample.ts';

const trace = /^\s+at .*(\.js|node:)/m;

longTest('a reader that takes one line and goes gets it, and nobody sees a trace', async () => {
  const {stdout, stderr} = await runInShell('$PROGRAM --rate 0.1 --beats 20 | head -1');
  expect(stdout).toMatch(/^Generator shutting down\. Total generated: \d+\n$/);
  expect(stderr).not.toMatch(trace);
});

longTest('without a standard input it runs all the same', async () => {
  const {code, stdout} = await runInShell('$PROGRAM --rate 0.1 --beats 20 <&-');
  expect(code).toBe(0);
  expect(stdout).toContain('clean; verified');
});

/** Kibibytes of address space that this Node takes before it has done anything. */
const bareKibibytes = () => {
  const script = "fs.readFileSync('/proc/self/status', 'utf8').match(/VmPeak:\\s+(\\d+)/)[1]";
  return Number(spawnSync(process.execPath, ['-p', script], {encoding: 'utf8'}).stdout);
};

const spaces = [
  [350_000, '--rate 0.1 --beats 20'],
  [1_000_000, '--rate 0.1 --beats 20'],
  [1_700_000, '--rate 0.1 --beats 20'],
  [2_500_000, '--rate 0.1 --beats 20'],
  [1_700_000, '--capacity 67108864'],
] as const;

test.skipIf(process.platform !== 'linux').each(sampled<(typeof spaces)[number]>(spaces, 2))(
  'with %i KiB of address space to spare it runs %s, or says in one line what it lacks',
  async (spare, args) => {
    const limit = bareKibibytes() + spare;
    const {code, stdout, stderr} = await runInShell(`ulimit -v ${limit}; $PROGRAM ${args}`);
    if (code === 0) {
      expect(stdout).toContain('clean; verified');
      return;
    }
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^fizzbuzz-tui: .*(raise the limit \(ulimit -v\)|lower --capacity .*)\n$/,
    );
  },
);

test.skipIf(process.platform !== 'linux')('with hardly any address space it says so', async () => {
  const line = `ulimit -v ${bareKibibytes() + 350_000}; $PROGRAM --rate 0.1 --beats 20`;
  const {code, stderr} = await runInShell(line);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^fizzbuzz-tui: its threads need .*ulimit -v\)\n$/);
});

test.skipIf(hasNo('taskset'))('one core is enough for three threads', async () => {
  const line = 'taskset -c 0 $PROGRAM --rate 0 --duration 0.5 --json';
  const {code, stdout} = await runInShell(line);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({clean: true, verified: true});
});

longTest('a process that was stopped goes on where it was, and loses nothing', async () => {
  const run = new ProgramRun(['--rate', '1', '--json']);
  await run.logged(/Logger: 15 /);
  run.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  run.kill('SIGCONT');
  await run.logged(/skipped \d+ beats/);
  run.kill('SIGTERM');
  const {code, stdout} = await run.outcome;
  expect(code).toBe(143);
  expect(JSON.parse(stdout)).toMatchObject({clean: true, verified: true});
});

longTest('after SIGKILL the next start works', async () => {
  const run = new ProgramRun(['--rate', '1']);
  await run.logged(/Logger: 15 /);
  run.kill('SIGKILL');
  expect((await run.outcome).signal).toBe('SIGKILL');
  const {code, stdout} = await runProgram(['--rate', '0.1', '--beats', '20']);
  expect(code).toBe(0);
  expect(stdout).toContain('clean; verified');
});

longTest('a thread that keeps dying ends the run with a sentence and exit code 1', async () => {
  const env = faultyEnvironment({kind: 'throw', thread: 1, times: 100});
  const {code, stdout, stderr} = await runProgram(['--rate', '1'], env);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Generator shutting down\./);
  expect(stdout).toMatch(/Fault: the thread of worker died 6 times within 10 s/);
  expect(stdout).toContain('UNCLEAN');
  expect(stderr).not.toMatch(trace);
});

longTest('under chaos the three lines and the proof still hold', async () => {
  const run = new ProgramRun(['--rate', '0', '--chaos', '0.2', '--json']);
  await run.logged(/The thread of .* died: it was crashed on purpose; restart 1\n/);
  run.kill('SIGTERM');
  const {code, stdout, stderr} = await run.outcome;
  expect(code).toBe(143);
  expect(JSON.parse(stdout)).toMatchObject({clean: true, verified: true});
  expect(stderr).toMatch(/Generator shutting down\..*\n.*Worker shutting down\./);
});
