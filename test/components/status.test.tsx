import {describe, expect, it, test} from 'vitest';
import {Progress, Status} from '../../source/components/status.tsx';
import type {BeatReport, Snapshot} from '../../source/engine/index.ts';
import {createMonitorState, type MonitorState} from '../../source/monitor/state.ts';
import {linesOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const uiUsage = {framesPerSecond: 9.6, cores: 0.0312};

function drawStatus(overrides: Partial<MonitorState>, columns: number): string {
  const state = {...createMonitorState(fixedSnapshot()), uiUsage, ...overrides};
  return linesOf(<Status state={state} columns={columns} />, columns).join('\n');
}

function statusOf(overrides: Partial<Snapshot> = {}, isFrozen = false, columns = 80): string {
  return drawStatus({...createMonitorState(fixedSnapshot(overrides)), uiUsage, isFrozen}, columns);
}

function progressOf(overrides: Partial<BeatReport> = {}, columns = 80): string {
  const beat = {...(fixedSnapshot().beat as BeatReport), ...overrides};
  return linesOf(<Progress beat={beat} columns={columns} />, columns).join('\n');
}

test('the status tells the state, the mode, the heartbeat and the time', () => {
  expect(statusOf()).toBe(
    'fizzbuzz-tui RUNNING  double-buffer  500 beats/s  00:01:00      ui 10 fps  3.1 %',
  );
});

test('in the corner stands what the interface takes, where there is room for it', () => {
  expect(statusOf({}, false, 140)).toMatch(/ {20,}ui 10 fps {2}3\.1 %$/);
  expect(statusOf({}, false, 70)).not.toContain('fps');
});

test.each(['starting', 'running', 'paused', 'resizing', 'draining', 'stopped', 'failed'] as const)(
  'a run that is %s is called so in a word',
  (state) => {
    expect(statusOf({state})).toContain(` ${state.toUpperCase()} `);
  },
);

test('a free run is called free-running', () => {
  const settings = {...fixedSnapshot().settings, mode: 'zero-copy', beatPeriodMs: 0};
  expect(statusOf({settings})).toContain('zero-copy  free-running');
});

test('a frozen display says so, and how to let it go', () => {
  expect(statusOf({}, true)).toContain(' FROZEN ');
  expect(statusOf()).not.toContain('FROZEN');
});

describe('progress', () => {
  it('tells the beats done of those to do', () => {
    expect(progressOf({sent: 15_000})).toMatch(/^beats 15,000 of 30,000 █+░+ {2}50 %/);
  });

  it('tells how late beats are', () => {
    expect(progressOf()).toContain('late 64.0 us, p99 1.25 ms');
  });

  it('of a free run tells of no lateness', () => {
    expect(progressOf({latenessNow: null})).not.toContain('late');
  });

  it('of a run without an end has no bar', () => {
    const text = progressOf({target: null});
    expect(text).toMatch(/^beats 30,000, until you quit/);
    expect(text).not.toMatch(/[█░%]/);
  });

  it('tells skipped beats, when there are any', () => {
    expect(progressOf({skipped: 1_234})).toContain('skipped 1,234');
    expect(progressOf()).not.toContain('skipped');
  });

  it('is never over 100 %', () => {
    expect(progressOf({sent: 30_001})).toContain('100 %');
  });

  it('keeps its bar in place while beats are counted', () => {
    const bar = (sent: number) => {
      const text = progressOf({sent});
      return [text.search(/[█░]/), text.search(/ +\d+ %/)];
    };
    expect(bar(9)).toEqual(bar(29_999));
  });
});

test('another source stands in the place of the name, and the corner makes room for it', () => {
  const status = {text: 'attached to 127.0.0.1:9900', isAlert: false};
  expect(drawStatus({status}, 80)).toBe(
    'attached to 127.0.0.1:9900 RUNNING  double-buffer  500 beats/s  00:01:00',
  );
});

test('a pipeline without settings and beats has its name, its state and its time', () => {
  const pipeline = {...fixedSnapshot().pipeline, name: 'words', settings: []};
  expect(statusOf({pipeline, beat: null}, false, 40)).toBe('words RUNNING  00:01:00');
  expect(linesOf(<Progress beat={null} columns={80} />, 80)).toEqual(['']);
});
