import {describe, expect, it, test} from 'vitest';
import {ChangeLine, LimitLine, Log} from '../../source/components/notes.tsx';
import type {ChangeReport, LogLevel, LogLine} from '../../source/engine/index.ts';
import {asciiSymbols, type Symbols} from '../../source/format/symbols.ts';
import {linesOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const change: ChangeReport = {
  what: 'double-buffer → zero-copy',
  before: {perSecond: 161_000_000, workerNsPerMessage: 1.84},
  after: {perSecond: 262_000_000, workerNsPerMessage: 0.52},
};

function changeLine(report: ChangeReport | null, columns = 80, symbols?: Symbols): string {
  const line = <ChangeLine snapshot={fixedSnapshot({change: report})} />;
  return linesOf(line, columns, symbols).join('\n');
}

test('the limit is told in words', () => {
  expect(linesOf(<LimitLine snapshot={fixedSnapshot()} canSteer />, 80)).toEqual([
    'Limit heartbeat: each beat releases 524,288, so 500/s allow 262 M/s; press +',
  ]);
});

describe('a change', () => {
  it('shows throughput and the worker’s time a message, before and after', () => {
    expect(changeLine(change, 120)).toMatch(/: 161 M\/s → 262 M\/s/);
    expect(changeLine(change, 120)).toMatch(/worker 1\.84 → 0\.52 ns/);
  });

  it('is told whole in 80 columns', () => {
    const text = changeLine(change, 80);
    expect(text).toMatch(/^double-buffer → zero-copy.*161 M\/s.*262 M\/s.*1\.84.*0\.52.*ns/);
    expect(text).not.toContain('…');
  });

  it('says that it is measuring while it is', () => {
    expect(changeLine({...change, after: null})).toBe(
      'double-buffer → zero-copy: before 161 M/s, after: measuring',
    );
  });

  it('of a run that handled nothing has no time a message', () => {
    const before = {perSecond: 0, workerNsPerMessage: null};
    expect(changeLine({...change, before}, 120)).toContain('worker ? → 0.52');
  });

  it('is ASCII where it has to be', () => {
    expect(changeLine({...change, after: null}, 80, asciiSymbols)).toMatch(/^[ -~]+$/);
  });
});

describe('before the first change', () => {
  it('latency and kernels stand there', () => {
    const text = changeLine(null);
    expect(text).toContain('latency 2.05 ms, p99 8.19 ms');
    expect(text).toContain('kernels 256');
  });

  it('latency is left out until it is known', () => {
    const snapshot = fixedSnapshot({latency: null});
    expect(linesOf(<ChangeLine snapshot={snapshot} />, 80)[0]).toMatch(/^kernels/);
  });
});

describe('the log', () => {
  const lines: readonly LogLine[] = Array.from({length: 9}, (_, index) => ({
    number: index + 1,
    atSeconds: index,
    level: 'info',
    text: `line ${index + 1}`,
  }));

  function drawn(rows: number, log = lines): string[] {
    return linesOf(<Log log={log} columns={60} rows={rows} />, 60).map((line) => line.trim());
  }

  it('with room for one or two lines has no heading', () => {
    expect(drawn(1)).toEqual(['8.0 line 9']);
    expect(drawn(2)).toEqual(['7.0 line 8', '8.0 line 9']);
  });

  it('with more room has one, and the latest lines', () => {
    const [heading, ...rest] = drawn(4);
    expect(heading).toMatch(/^─ Log ─/);
    expect(rest).toEqual(['6.0 line 7', '7.0 line 8', '8.0 line 9']);
  });

  it('without room is not there', () => {
    expect(drawn(0)).toEqual(['']);
  });

  it.each(['error', 'warn', 'debug', 'trace'] as const)('names the level %s in a word', (level) => {
    expect(drawn(1, [lineOf(level, 'text')])).toEqual([`1.0 ${level}: text`]);
  });

  it('gives a line of the log one line, even a long one', () => {
    expect(drawn(1, [lineOf('info', 'long '.repeat(40))])).toHaveLength(1);
  });

  function lineOf(level: LogLevel, text: string): LogLine {
    return {number: 1, atSeconds: 1, level, text};
  }
});
