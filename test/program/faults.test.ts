// The program itself fails, outside of the pipeline. The run goes on, or drains, and the terminal
// is given back.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {ProgramRun} from '../helpers/built.ts';
import {longTest, sampled} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

const cheap = ['--rate', '20', '--capacity', '1024', '--batch', '64', '--beats', '0'];
const preload = new URL('../fixtures/fault-preload.ts', import.meta.url).href;
const trace = /^\s+at .*(\.js|node:)/m;
const failing = (FAULT: string) => ({FAULT, NODE_OPTIONS: `--import=${preload}`});

/** Opens a terminal in which the program fails, and lets the fault happen. */
async function openFailing(fault: string, args: readonly string[]): Promise<Terminal> {
  const terminal = new Terminal(args, {columns: 120, env: failing(fault)});
  onTestFinished(() => terminal.kill('SIGKILL'));
  if (fault.includes('start')) return terminal;
  await terminal.until(() => terminal.isAlternate, 'the monitor');
  if (fault === 'key') terminal.type('?');
  if (fault === 'resize') terminal.resize(100, 30);
  return terminal;
}

const faults = ['timer', 'promise', 'key', 'resize', 'clock', 'raw mode at the start'];

describe('a fault of the monitor', () => {
  it.each(sampled(faults, 2))(
    'in a %s gives its place to plain lines, and the run goes on',
    async (fault) => {
      const terminal = await openFailing(fault, [...cheap, '--no-telemetry']);
      await terminal.shows(/error The interface failed: the pen broke; the run goes on as plain/);
      expect([terminal.isAlternate, terminal.isCursorShown]).toEqual([false, true]);
      terminal.kill('SIGINT');
      expect(await terminal.exitCode).toBe(130);
      expect(terminal.scrollback).toMatch(/clean; verified/);
      expect(terminal.scrollback).not.toMatch(trace);
    },
  );

  longTest('at its end leaves the run and its summary as they are', async () => {
    const terminal = await openFailing('raw mode at the end', [...cheap, '--no-telemetry']);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    terminal.type('q');
    expect(await terminal.exitCode).toBe(0);
    expect([terminal.isAlternate, terminal.isCursorShown]).toEqual([false, true]);
    expect(terminal.scrollback).toMatch(/the interface failed at its end: the pen broke/);
    expect(terminal.scrollback).toMatch(/clean; verified/);
  });

  longTest('that comes again and again stops the run, which drains', async () => {
    const terminal = await openFailing('every turn', [...cheap, '--no-telemetry']);
    expect(await terminal.exitCode).toBe(1);
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.scrollback).toMatch(/Stopped by fault .* clean; verified/);
    expect(terminal.scrollback).toMatch(/fizzbuzz-tui: it crashed: Error: the pen broke/);
  });
});

describe('a fault under plain lines', () => {
  it.each(sampled(['timer', 'promise'], 1))(
    'in a %s stops the run, which drains',
    async (fault) => {
      const run = new ProgramRun([...cheap, '--no-telemetry', '--json'], failing(fault));
      const {code, stdout, stderr} = await run.outcome;
      expect(code).toBe(1);
      const report = JSON.parse(stdout);
      expect(report).toMatchObject({stoppedBy: 'fault', clean: true, verified: true});
      expect(report.fault).toBe('the pen broke');
      expect(stderr).toMatch(/error The program failed: the pen broke\n/);
      expect(stderr).toMatch(/fizzbuzz-tui: it crashed: Error: the pen broke\n/);
    },
  );
});

describe('a fault of the monitor over a recording', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fizzbuzz-tui-'));
  const file = path.join(folder, 'run.jsonl');

  beforeAll(async () => {
    const args = [...cheap, '--duration', '4', '--record', file, '--no-telemetry', '--plain'];
    expect((await new ProgramRun(args).outcome).code).toBe(0);
  });

  afterAll(() => rmSync(folder, {recursive: true}));

  it.each(sampled([...faults, 'raw mode at the end', 'every turn'], 2))(
    'in a %s is one sentence',
    async (fault) => {
      const terminal = await openFailing(fault, ['replay', file]);
      if (fault === 'raw mode at the end') {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        terminal.type('q');
      }
      const exitCode = await terminal.exitCode;
      expect(exitCode).toBe(fault === 'raw mode at the end' ? 0 : 1);
      expect([terminal.isAlternate, terminal.isCursorShown]).toEqual([false, true]);
      expect(terminal.scrollback).toMatch(/^fizzbuzz-tui: the interface failed.*: the pen broke$/m);
      expect(terminal.scrollback).not.toMatch(trace);
      expect(terminal.scrollback).not.toMatch(/crashed/);
    },
  );
});
