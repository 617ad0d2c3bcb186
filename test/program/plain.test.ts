// The built program without a terminal: what it prints where, and how it ends.
import {expect, test} from 'vitest';
import {ProgramRun, runProgram} from '../helpers/built.ts';
import {longTest, sampled} from '../helpers/sample.ts';

// Small rings: what is printed does not depend on the size.
const small = ['--capacity', '1024'];
const quick = [...small, '--rate', '0', '--beats', '20'];

longTest('a plain run logs to stderr and sums up on stdout, its closing lines first', async () => {
  const {code, stdout, stderr} = await runProgram(quick);
  expect(code).toBe(0);
  expect(stderr).toMatch(/info {2}Running: double-buffer/);
  const lines = stdout.split('\n');
  expect(lines[0]).toMatch(/^Generator shutting down\. Total generated: \d+$/);
  expect(lines[1]).toMatch(/^Worker shutting down\. Heartbeats: 20, Values: \d+, Messages: \d+$/);
  expect(lines[2]).toMatch(/^Logger shutting down\. Total: \d+ \(F:\d+, B:\d+, FB:\d+, V:\d+\)$/);
  expect(stdout).toContain('verified');
  // Milestones: each of the first fifteen messages.
  expect(stderr).toContain('Logger: 1 messages processed (F:0, B:0, FB:1, V:0)\n');
  expect(stderr).toContain('Logger: 15 messages processed (F:4, B:2, FB:1, V:8)\n');
  expect(stderr).not.toContain('Logger: 16 messages');
});

longTest(
  'with --json stdout is one object alone, and the closing lines are on stderr',
  async () => {
    const {code, stdout, stderr} = await runProgram([...quick, '--json', '--mode', 'zero-copy']);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      schema: 1,
      stoppedBy: 'beats',
      clean: true,
      verified: true,
      heartbeats: 20,
    });
    const {generated, processed, logged} = report.messages;
    expect([processed, logged]).toEqual([generated, generated]);
    expect(stderr).toContain(`Generator shutting down. Total generated: ${generated}\n`);
  },
);

longTest('the closing lines come at any log level, and a level silences the rest', async () => {
  const {stdout, stderr} = await runProgram(quick, {FIZZBUZZ_LOG: 'error'});
  expect(stderr).toBe('');
  expect(stdout).toContain('Logger shutting down.');
});

longTest('CI does not silence it', async () => {
  const {code, stdout} = await runProgram(quick, {CI: 'true'});
  expect(code).toBe(0);
  expect(stdout).toContain('Logger shutting down.');
});

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

test.each(sampled<(typeof signals)[number]>(signals, 1))(
  '%s stops cleanly, with the summary, and exit code %i',
  async (signal, expected) => {
    const run = new ProgramRun([...small, '--rate', '1']);
    await run.logged(/Logger: 15 /);
    run.kill(signal);
    const {code, stdout} = await run.outcome;
    expect(code).toBe(expected);
    expect(stdout).toContain(`Stopped by ${signal}`);
    expect(stdout).toContain('clean; verified');
  },
);

longTest('the same signal twice within moments, as npm passes it on, is one', async () => {
  const run = new ProgramRun([...small, '--rate', '1']);
  await run.logged(/Logger: 15 /);
  run.kill('SIGINT');
  run.kill('SIGINT');
  const {code, stdout} = await run.outcome;
  expect(code).toBe(130);
  expect(stdout).toContain('clean; verified');
});

longTest('a reader that goes away neither stops the run nor makes a stack trace', async () => {
  const run = new ProgramRun(quick);
  run.closeStdout();
  const {code, stderr} = await run.outcome;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/EPIPE|at .*\.js/);
});

longTest('a locale without UTF-8 gets tables in ASCII', async () => {
  const {stdout} = await runProgram([...quick, '--details'], {LC_ALL: 'C'});
  expect(stdout).toContain('+---');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing but ASCII is the point
  expect(stdout).toMatch(/^[\x00-\x7F]*$/);
});

test.each([
  [['--rate', 'fast'], /--rate .*"fast".*3600000/],
  [['--chaos', '0'], /--chaos .*"0".*0\.1 to 86400/],
  [['--bogus'], /--bogus/],
  [['go'], /"go"/],
  [['run'], /run was given nothing; it takes the module of a pipeline/],
])('%j is refused in one line with exit code 2', async (args, sentence) => {
  const {code, stdout, stderr} = await runProgram(args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

longTest('--help names every option, --version the version', async () => {
  const {code, stdout} = await runProgram(['--help']);
  expect(code).toBe(0);
  for (const flag of ['--rate', '--beats', '--mode', '--capacity', '--batch', '--duration']) {
    expect(stdout).toContain(flag);
  }
  for (const short of [['-h'], ['bench', '-h'], ['attach', '-h']]) {
    expect(await runProgram(short)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Usage/),
    });
  }
  expect((await runProgram(['-V'])).stdout).toBe((await runProgram(['--version'])).stdout);
  const version = await runProgram(['--version']);
  expect(version).toMatchObject({code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/)});
});
