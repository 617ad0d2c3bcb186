// Telemetry, attach, recording and replay, as users run them.
import {readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {describe, expect, it, onTestFinished} from 'vitest';
import {ProgramRun, runProgram} from '../helpers/built.ts';
import {freshPath} from '../helpers/folder.ts';
import {ask} from '../helpers/http.ts';
import {parseMetrics} from '../helpers/metrics.ts';
import {longTest} from '../helpers/sample.ts';
import {cleanStop, fixedSnapshot} from '../helpers/snapshot.ts';
import {Terminal} from '../helpers/terminal.ts';

// Small rings and few beats: a run at full speed takes the cores from what watches it.
const small = ['--plain', '--capacity', '1024'];
const usual = [...small, '--rate', '20', '--port', '0'];

function start(args: readonly string[]): ProgramRun {
  const run = new ProgramRun(args);
  onTestFinished(() => run.kill('SIGKILL'));
  return run;
}

function attachIn(url: string, size = {}): Terminal {
  const terminal = new Terminal(['attach', url], size);
  onTestFinished(() => terminal.kill('SIGKILL'));
  return terminal;
}

describe('telemetry', () => {
  longTest('agrees with the summary at the end', async () => {
    const run = start([...small, '--port', '0', '--rate', '0', '--json']);
    const url = await run.telemetryUrl();
    const events = ask(`${url}/events`);
    const early = JSON.parse((await ask(`${url}/snapshot.json`)).body);
    const metrics = parseMetrics((await ask(`${url}/metrics`)).body);
    run.kill('SIGTERM');
    const report = JSON.parse((await run.outcome).stdout);
    const last = JSON.parse(
      /^data: (\{"schema".*)$/gm.exec((await events).body.split('\n\n').at(-2) ?? '')?.[1] ?? '',
    );
    expect(last.messages).toEqual(report.messages);
    expect([early.runId, last.runId]).toEqual([report.runId, report.runId]);
    expect(last.tallies).toEqual(report.tallies);
    expect(last.stop).toMatchObject({clean: true, verified: true});
    expect(early.messages.logged).toBeLessThanOrEqual(last.messages.logged);
    const scraped = [...(metrics.get('fizzbuzz_results_total')?.samples.values() ?? [])];
    expect(scraped.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(
      last.messages.logged,
    );
  });

  longTest('is not there when it is not wanted', async () => {
    const {code, stderr} = await runProgram([...small, '--no-telemetry', '--beats', '1']);
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/[Tt]elemetry/);
  });

  longTest(
    'on a port that was asked for and is taken is refused with nothing started',
    async () => {
      const url = await start(usual).telemetryUrl();
      const {port} = new URL(url);
      const {code, stdout, stderr} = await runProgram(['--plain', '--port', port]);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toBe(`fizzbuzz-tui: port ${port} is taken; name another with --port\n`);
    },
  );
});

describe('attach', () => {
  longTest('shows the run, says when it has ended, and leaves with its summary', async () => {
    const run = start(usual);
    const terminal = attachIn(await run.telemetryUrl());
    await terminal.shows(/attached to 127\.0\.0\.1:\d+ {2}RUNNING/);
    await terminal.shows(/space freeze.*\? help {2}q leave/);
    expect(terminal.text).not.toMatch(/press \+/);
    run.kill('SIGTERM');
    await terminal.shows(/STOPPED/);
    terminal.type('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.scrollback).toContain((await run.outcome).stdout.split('\n')[2]);
  });

  longTest('keeps the last picture of a run that it has lost', async () => {
    const run = start(usual);
    const terminal = attachIn(await run.telemetryUrl(), {columns: 140, rows: 40});
    await terminal.shows(/attached to/);
    run.kill('SIGKILL');
    await terminal.shows(/LOST 127\.0\.0\.1:\d+, retrying/);
    expect(terminal.text).toMatch(/thread 1[\s\S]*generator/);
    terminal.type('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.scrollback).toMatch(/Left the run at http:\S+; it goes on\./);
  });

  longTest('without a terminal prints the log and, at the end, the summary', async () => {
    const run = start(usual);
    const attached = start(['attach', await run.telemetryUrl()]);
    await attached.logged(/Running: double-buffer/);
    run.kill('SIGTERM');
    const {code, stdout} = await attached.outcome;
    expect(code).toBe(0);
    expect(stdout).toBe((await run.outcome).stdout);
  });

  it('without a terminal prints the lines of the next run at the address, too', async () => {
    const first = start(usual);
    const url = await first.telemetryUrl();
    const attached = start(['attach', url]);
    await attached.logged(/Running: double-buffer/);
    first.kill('SIGKILL');
    await attached.logged(/LOST 127\.0\.0\.1:\d+, retrying/);
    await first.outcome;
    const second = start([...small, '--port', new URL(url).port, '--mode', 'zero-copy']);
    await attached.logged(/, run 2\n.*Running: zero-copy/s);
    second.kill('SIGTERM');
    const {code, stdout} = await attached.outcome;
    expect([code, stdout]).toEqual([0, (await second.outcome).stdout]);
  });

  it('to nothing is one sentence', async () => {
    const {code, stderr} = await runProgram(['attach', '127.0.0.1:9']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'fizzbuzz-tui: no run to watch at http://127.0.0.1:9: nothing answers there\n',
    );
  });
});

/** Lines of a recording with a Snapshot a second, so long that keys never come late. */
function tenMinutes(): string[] {
  return Array.from({length: 601}, (_, second) => {
    const end = second === 600 ? ({state: 'stopped', stop: cleanStop} as const) : {};
    const snapshot = fixedSnapshot({elapsedSeconds: second, activeSeconds: second, ...end});
    return JSON.stringify(snapshot);
  });
}

describe('a recording', () => {
  async function record(...args: string[]): Promise<{path: string; stdout: string}> {
    const path = freshPath('run.jsonl');
    const {code, stdout} = await runProgram([
      ...small,
      '--no-telemetry',
      '--record',
      path,
      ...args,
    ]);
    expect(code).toBe(0);
    return {path, stdout};
  }

  longTest('is replayed in the interface, with pause, step, speed and seek', async () => {
    const path = freshPath('ten-minutes.jsonl');
    writeFileSync(path, tenMinutes().join('\n'));
    const terminal = new Terminal(['replay', path]);
    onTestFinished(() => terminal.kill('SIGKILL'));
    await terminal.shows(/replay \d+\.\d of 600\.0 s {2}RUNNING/);
    terminal.type('+');
    await terminal.shows(/replay \d+\.\d of 600\.0 s 2× /);
    terminal.type(' ');
    await terminal.shows(/replay paused \d/);
    terminal.type('\u001B[H');
    await terminal.shows(/replay paused 0\.0 of/);
    terminal.type('...');
    await terminal.shows(/replay paused 3\.0 of/);
    terminal.type('\u001B[C');
    await terminal.shows(/replay paused 8\.0 of/);
    terminal.type('\u001B[F');
    await terminal.shows(/replay over 600\.0 of 600\.0 s 2× {1,2}STOPPED/);
    terminal.type('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.scrollback).toMatch(/Stopped by .* clean; verified/);
  });

  longTest('without a terminal is printed at once, with the same summary', async () => {
    const {path, stdout} = await record('--beats', '20');
    const replayed = await runProgram(['replay', path]);
    expect(replayed.code).toBe(0);
    expect(replayed.stderr).toMatch(/Running: double-buffer/);
    expect(replayed.stdout).toBe(stdout);
  });

  longTest('that was cut is replayed as far as it is whole', async () => {
    const {path} = await record('--beats', '20');
    truncateSync(path, readFileSync(path).length - 10);
    const {code, stdout, stderr} = await runProgram(['replay', path]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^fizzbuzz-tui: damaged lines of .*, which are left out: 1\n/);
  });

  it('that is cut while it is replayed is one sentence', async () => {
    const path = freshPath('ten-minutes.jsonl');
    writeFileSync(path, tenMinutes().join('\n'));
    const terminal = new Terminal(['replay', path], {columns: 140});
    onTestFinished(() => terminal.kill('SIGKILL'));
    await terminal.shows(/replay \d+\.\d of 600\.0 s/);
    terminal.type(' ');
    await terminal.shows(/replay paused/);
    truncateSync(path, 5_000);
    terminal.type('q');
    expect(await terminal.exitCode).toBe(1);
    expect(terminal.scrollback).toMatch(/ten-minutes\.jsonl has changed since it was opened/);
    expect(terminal.scrollback).not.toMatch(/^\s+at /m);
  });

  longTest('into a file that is there already is refused with nothing started', async () => {
    const {path} = await record('--beats', '1');
    const before = readFileSync(path, 'utf8');
    const {code, stdout, stderr} = await runProgram(['--plain', '--port', '0', '--record', path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^fizzbuzz-tui: --record was given ".*"; .* exists already .*\n$/);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it.skipIf(process.platform !== 'linux')(
    'onto a full disk stops, and the run does not',
    async () => {
      const {code, stderr} = await runProgram([
        ...small,
        ...['--no-telemetry', '--record', '/dev/full', '--beats', '50'],
      ]);
      expect(code).toBe(0);
      expect(stderr).toMatch(/warn {2}The recording has stopped \(ENOSPC\); the run goes on/);
      expect(stderr).toMatch(/fizzbuzz-tui: the recording ended before the run: ENOSPC\n$/);
    },
  );
});
