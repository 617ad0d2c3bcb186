import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {cleanup, render} from 'ink-testing-library';
import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../source/components/app.tsx';
import type {Snapshot} from '../../source/engine/index.ts';
import {asciiSymbols} from '../../source/format/symbols.ts';
import {
  createMonitorState,
  expandedPanels,
  type MonitorState,
  reduceMonitor,
} from '../../source/monitor/state.ts';
import {keys, screenLines, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';
import {otherPipeline} from '../report/other-pipeline.ts';

afterEach(cleanup);

const change = {
  what: 'double-buffer → zero-copy',
  actor: 'worker',
  before: {perSecond: 161_000_000, busyNsPerMessage: 1.84},
  after: {perSecond: 262_000_000, busyNsPerMessage: 0.52},
};

/** A screen after ten seconds of samples, when sparklines and charts have something to show. */
function stateOf(overrides: Partial<Snapshot> = {}): MonitorState {
  let state = createMonitorState(fixedSnapshot({activeSeconds: 0}));
  for (let tenths = 1; tenths <= 100; tenths++) {
    const snapshot = fixedSnapshot({activeSeconds: tenths / 10});
    state = reduceMonitor(state, {type: 'sampled', snapshot});
  }
  return reduceMonitor(state, {type: 'sampled', snapshot: fixedSnapshot(overrides)});
}

const running = stateOf();
const helping = reduceMonitor(running, {type: 'helpToggled'});
const frozen = reduceMonitor(running, {type: 'freezeToggled'});
const expanded = expandedPanels.map((panel) =>
  reduceMonitor(running, {type: 'panelExpanded', panel}),
);
const other = stateOf(otherPipeline);
const changed = stateOf({settings: {...fixedSnapshot().settings, mode: 'zero-copy'}, change});

describe('the screen', () => {
  describe.each([
    [80, 24],
    [140, 40],
    [40, 12],
    [20, 3],
    [1, 1],
  ])('of %d x %d', (columns, rows) => {
    it.each([
      ['running', running],
      ['with help', helping],
      ['frozen', frozen],
      ['after a change', changed],
      ['of another pipeline', other],
    ])('%s never scrolls and no line is too wide', (_, state) => {
      const lines = screenLines(state, columns, rows);
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
      expect(widestOf(lines)).toBeLessThanOrEqual(columns);
    });
  });

  it('of any size never scrolls, is never too wide, and has something on it', () => {
    const state = fc.constantFrom(running, helping, frozen, changed, other, ...expanded);
    const columns = fc.integer({min: 1, max: 250});
    const rows = fc.integer({min: 1, max: 70});
    fc.assert(
      fc.property(state, columns, rows, (picture, width, height) => {
        const lines = screenLines(picture, width, height);
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, height - 1));
        expect(widestOf(lines)).toBeLessThanOrEqual(width);
        expect(lines[0]).toMatch(/^\S/);
      }),
      {numRuns: 60},
    );
  });

  it('takes the size of the terminal', () => {
    // The terminal of ink-testing-library has 100 columns.
    const {lastFrame} = render(<App keys={keys} state={running} />);
    const lines = stripVTControlCharacters(lastFrame() ?? '').split('\n');
    expect(lines[0]).toContain('fizzbuzz-tui RUNNING');
    expect(widestOf(lines)).toBe(100);
  });
});

describe('on 80 x 24', () => {
  const lines = screenLines(running, 80, 24);
  const text = lines.join('\n');

  it.each([
    ['the state', 'RUNNING'],
    ['the mode', 'double-buffer'],
    ['the heartbeat', '500 beats/s'],
    ['how late beats are', 'late 64.0 us, p99 1.25 ms'],
    ['the time', '00:01:00'],
    ['the progress', 'beats 30,000 of 30,000'],
    ['the pipeline', '──▶ worker [2] ──'],
    ['throughput now', 'Throughput  161 M/s'],
    ['throughput over the run', 'mean  161 M/s'],
    ['the peak', 'peak  263 M/s'],
    ['what memory is used', 'memory 100 MiB'],
    ['what limits it', 'Limit heartbeat: each beat releases 524,288'],
    ['a line of the log', '59.3 Logger: 9529458688 messages processed'],
    ['the keys', 'z zero-copy'],
  ])('there is %s', (_, expected) => {
    expect(text).toContain(expected);
  });

  it('the throughput over time is a sparkline and a chart', () => {
    // Ten seconds at the same rate: all as high as can be, and a straight line.
    expect(lines.find((line) => line.includes('Throughput'))).toMatch(/█{20}/);
    expect(text).toMatch(/161 M\/s ┼─{8}/);
  });

  it('each channel has its fill, and the alert in a word', () => {
    expect(text).toMatch(/^values +█+ 100 % full high 100 % of 1\.05 M/m);
    expect(text).toMatch(/^results +█+░+┃░+ +50 % ok/m);
    expect(text).toMatch(/^beats +░+┃░+ +0 % ok/m);
  });

  it('each actor has its load, its wait and its batch', () => {
    expect(text).toMatch(/^heartbeat +\[1\].* 1 % .*its time.*batch {4}1/m);
    expect(text).toMatch(/^generator +\[1\].*12 % .*room in values.*batch {2}524 k/m);
    expect(text).toMatch(/^worker +\[2\].*31 % .*a beat.*batch {2}524 k/m);
    expect(text).toMatch(/^logger +\[3\].* 8 % .*results.*batch {2}524 k/m);
  });

  it('each tally has its share beside the expected one', () => {
    expect(text).toMatch(/Fizz 2\.57 G +Buzz 1\.29 G +FizzBuzz {2}644 M +Value 5\.15 G/);
    expect(text).toMatch(/26\.667 % \(26\.7 ok\).*53\.333 % \(53\.3 ok\)/);
  });

  it('the order is that of the pipeline, and the keys come last', () => {
    const order = ['fizzbuzz-tui', 'beats 30,000', 'generator [1] ──', 'Throughput', 'Channels'];
    order.push('Actors', 'Fizz', 'Limit', 'z zero-copy');
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(lines.at(-1)).toContain('q quit');
  });

  it('a change shows before and after, and leaves memory where it can be seen', () => {
    const text = screenLines(changed, 80, 24).join('\n');
    expect(text).toMatch(/double-buffer → zero-copy.*161 M\/s.*262 M\/s/);
    expect(text).toContain('100 MiB');
  });

  it('a pause is called so, in the state and as the limit', () => {
    const paused = screenLines(
      stateOf({state: 'paused', limit: {kind: 'pause', by: 'pause'}}),
      80,
      24,
    );
    expect(paused[0]).toContain('PAUSED');
    expect(paused.join('\n')).toContain('press p to go on');
  });
});

describe('a frozen screen', () => {
  it('says so, and keeps mode, heartbeat and time', () => {
    const [status] = screenLines(frozen, 80, 24);
    expect(status).toContain(' FROZEN ');
    expect(status).toContain('double-buffer  500 beats/s  00:01:00');
  });

  it('does not change with new samples', () => {
    const counters = fixedSnapshot().counters.map((counter) => ({...counter, count: 1}));
    const next = fixedSnapshot({activeSeconds: 99, counters});
    const later = reduceMonitor(frozen, {type: 'sampled', snapshot: next});
    expect(screenLines(later, 80, 24)).toEqual(screenLines(frozen, 80, 24));
  });
});

describe('the help', () => {
  it('takes the place of the panels, between the status and the legend', () => {
    const lines = screenLines(helping, 80, 24);
    expect(lines[0]).toContain('RUNNING');
    expect(lines.join('\n')).toContain('switch between double-buffer and zero-copy');
    expect(lines.join('\n')).not.toContain('Channels');
    expect(lines.at(-1)).toContain('q quit');
  });

  it('on a small screen is cut at its end, not torn', () => {
    const lines = screenLines(helping, 60, 10).map((line) => line.trim());
    const firsts = lines.slice(1, 8).map((line) => line.split(' ')[0]);
    expect(firsts).toEqual(['Keys', 'z', '+-', '[]', ',.', 't', '↓']);
  });
});

describe('a small screen', () => {
  it('of 40 x 12 keeps state, throughput, channels, the limit and the keys', () => {
    const text = screenLines(running, 40, 12).join('\n');
    for (const words of [
      'RUNNING',
      'Throughput  161 M/s',
      'values',
      'Limit',
      'z +- [] l p space ? q',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('of three lines keeps state and throughput', () => {
    const lines = screenLines(running, 60, 3);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('RUNNING');
    expect(lines[1]).toContain('161 M/s');
  });
});

describe('a wide screen', () => {
  const lines = screenLines(running, 140, 40);

  it('has channels below the throughput, and actors beside it', () => {
    const heading = lines.find((line) => line.includes('Throughput')) ?? '';
    expect(heading).toMatch(/Throughput.*Actors/);
    expect(lines.join('\n')).toMatch(/─ Channels .*\nvalues /);
  });

  it('has the log with a heading, and all that a small one has', () => {
    const text = lines.join('\n');
    for (const words of ['─ Log ─', 'as expected', 'mean  161 M/s', 'memory', 'Limit', 'q quit']) {
      expect(text).toContain(words);
    }
  });
});

describe('a screen for an ASCII terminal', () => {
  it.each([
    ['running', running],
    ['with help', helping],
    ['frozen', frozen],
    ['after a change', changed],
  ])('is ASCII: %s', (_, state) => {
    expect(screenLines(state, 80, 24, asciiSymbols).join('\n')).toMatch(/^[ -~\n]+$/);
  });

  it('is ASCII even where lines are cut', () => {
    expect(screenLines(running, 40, 12, asciiSymbols).join('\n')).toMatch(/^[ -~\n]+$/);
  });
});

describe('a screen of another pipeline', () => {
  const others = [
    other,
    reduceMonitor(other, {type: 'helpToggled'}),
    reduceMonitor(other, {type: 'profilesToggled'}),
    ...expandedPanels.map((panel) => reduceMonitor(other, {type: 'panelExpanded', panel})),
  ];

  it.each([
    [80, 24],
    [140, 40],
  ])('of %d x %d has no word of FizzBuzz beside the log and the keys', (columns, rows) => {
    const text = others
      .map((state) => screenLines({...state, notice: 'keys'}, columns, rows).join('\n'))
      .join('\n')
      .replaceAll(
        /^.*(zero-copy|beats a second|beat releases|lab: |Heartbeat: |Logger: |Running: ).*$/gm,
        '',
      );
    expect(text).not.toMatch(/generator|heartbeat|worker|logger|fizz|buzz|results|beats/i);
  });

  it('has its settings, its channel and its actors, and no line for what it does not have', () => {
    const lines = screenLines(other, 80, 24);
    expect(lines[0]).toMatch(/^other RUNNING {2}level 3 {2}00:01:00/);
    expect(lines[1]).toMatch(/^source \[1\] ── numbers {2}161 M\/s ──▶ sink \[2\]$/);
    expect(lines.join('\n')).toMatch(/^Odd {4}3/m);
    expect(lines.at(-1)).toContain('q quit');
  });
});
