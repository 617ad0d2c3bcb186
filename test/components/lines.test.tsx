import {describe, expect, it, test} from 'vitest';
import {BottleneckLine} from '../../source/components/bottleneck-line.tsx';
import {ChangeLine} from '../../source/components/change-line.tsx';
import {LogPanel} from '../../source/components/log-panel.tsx';
import {VitalsLine} from '../../source/components/vitals-line.tsx';
import type {AlertReport, ChangeReport, LogLevel, LogLine} from '../../source/engine/index.ts';
import {asciiSymbols, type Symbols} from '../../source/format/symbols.ts';
import {linesOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const change: ChangeReport = {
  what: 'double-buffer → zero-copy',
  actor: 'worker',
  before: {perSecond: 161_000_000, busyNsPerMessage: 1.84},
  after: {perSecond: 262_000_000, busyNsPerMessage: 0.52},
};

function changeLine(report: ChangeReport, columns = 80, symbols?: Symbols): string {
  const line = <ChangeLine change={report} columns={columns} />;
  return linesOf(line, columns, symbols).join('\n');
}

test('the limit is told in words', () => {
  expect(linesOf(<BottleneckLine snapshot={fixedSnapshot()} isReadOnly={false} />, 80)).toEqual([
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

  it('that does not fit has its figures first', () => {
    const what = 'capacity 1,048,576 → 2,097,152, batch 524,288 → 1,048,576';
    expect(changeLine({...change, what}, 80)).toMatch(
      /^161 M\/s → 262 M\/s, worker 1\.84 → 0\.52 ns each: capacity 1,048,576.*…$/,
    );
  });

  it('says that it is measuring while it is', () => {
    expect(changeLine({...change, after: null})).toBe(
      'double-buffer → zero-copy: before 161 M/s, after: measuring',
    );
  });

  it('of a run that handled nothing has no time a message', () => {
    const before = {perSecond: 0, busyNsPerMessage: null};
    expect(changeLine({...change, before}, 120)).toContain('worker ? → 0.52');
  });

  it('that came before anything was counted has no side before', () => {
    expect(changeLine({...change, before: null})).toBe(
      'double-buffer → zero-copy: not measured → 262 M/s, worker ? → 0.52 ns each',
    );
  });

  it('is ASCII where it has to be', () => {
    expect(changeLine({...change, after: null}, 80, asciiSymbols)).toMatch(/^[ -~]+$/);
  });
});

describe('the vital figures', () => {
  it('are latency, memory and kernels', () => {
    expect(linesOf(<VitalsLine snapshot={fixedSnapshot()} />, 80)).toEqual([
      'latency 2.05 ms, p99 8.19 ms  memory 100 MiB, rings 16.1 MiB  kernels 256',
    ]);
  });

  it('leave latency out until it is known', () => {
    const snapshot = fixedSnapshot({latency: null, segments: []});
    expect(linesOf(<VitalsLine snapshot={snapshot} />, 80)[0]).toMatch(/^memory/);
  });
});

describe('alerts', () => {
  const past: AlertReport = {
    kind: 'restart',
    text: 'a thread died and was started again',
    advice: '',
    firstSeconds: 3.21,
    sinceSeconds: 3.21,
    lastSeconds: 3.21,
    times: 1,
    isActive: false,
  };
  const present: AlertReport = {
    kind: 'beats',
    text: 'beats pile up: they come faster than batches can be done',
    advice: 'press - or ,',
    firstSeconds: 12,
    sinceSeconds: 28,
    lastSeconds: 31.5,
    times: 2,
    isActive: true,
  };
  const log: readonly LogLine[] = [{number: 1, atSeconds: 0, level: 'info', text: 'Running'}];

  function drawn(rows: number, alerts: readonly AlertReport[], isReadOnly = false): string[] {
    return linesOf(
      <LogPanel snapshot={{alerts, log}} isReadOnly={isReadOnly} columns={100} rows={rows} />,
      100,
    );
  }

  it('that are the case are marked, say since when, and which key would change it', () => {
    expect(drawn(1, [present])).toEqual([
      '! since 28.0 s, 2 times from 12.0 s: beats pile up: they come faster than batches can be done; pres…',
    ]);
  });

  it('of a run elsewhere name no key', () => {
    expect(drawn(1, [present], true)[0]).toMatch(/batches can be done$/);
  });

  it('that were the case say when, and stand only where there is room', () => {
    expect(drawn(1, [past])[0]).toContain('Running');
    expect(drawn(4, [past])[1]).toBe('  at 3.2 s: a thread died and was started again');
    const ended = {...present, isActive: false};
    expect(drawn(4, [ended])[1]).toMatch(/^ {2}12\.0 s to 31\.5 s, 2 times: beats pile up.*done$/);
  });

  it('leave room for the log', () => {
    const kinds = ['standstill', 'late', 'results', 'cores'] as const;
    const lines = drawn(
      5,
      kinds.map((kind) => ({...present, kind})),
    );
    expect(lines[0]).toContain('Alerts and log');
    expect(lines.filter((line) => line.startsWith('! '))).toHaveLength(2);
    expect(lines.at(-1)).toContain('Running');
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
    return linesOf(
      <LogPanel snapshot={{alerts: [], log}} isReadOnly={false} columns={60} rows={rows} />,
      60,
    ).map((line) => line.trim());
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
