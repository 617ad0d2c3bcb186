import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Screen} from '../../source/components/app.tsx';
import type {Snapshot} from '../../source/engine/index.ts';
import {profiles} from '../../source/fizzbuzz/index.ts';
import {asciiSymbols, brailleSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {
  createMonitorState,
  expandedPanels,
  type MonitorState,
  reduceMonitor,
} from '../../source/monitor/state.ts';
import {frameText} from '../../source/panels/frame.ts';
import {sourceSnapshot, workerSnapshot} from '../helpers/edge.ts';
import {frameOf, linesOf, screenLines, widestOf} from '../helpers/render.tsx';
import {sampled} from '../helpers/sample.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';
import {otherPipeline} from '../report/other-pipeline.ts';

const change = {
  what: 'double-buffer → zero-copy',
  actor: 'worker',
  before: {perSecond: 161_000_000, busyNsPerMessage: 1.84},
  after: {perSecond: 262_000_000, busyNsPerMessage: 0.52},
};

/** A screen after ten seconds of samples, when sparklines and charts have something to show. */
function stateOf(overrides: Partial<Snapshot> = {}): MonitorState {
  let state = createMonitorState(
    fixedSnapshot({activeSeconds: 0, elapsedSeconds: 0}),
    null,
    profiles,
  );
  for (let tenths = 1; tenths <= 100; tenths++) {
    const snapshot = fixedSnapshot({
      activeSeconds: tenths / 10,
      elapsedSeconds: tenths / 10,
      log: [],
    });
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
const lab = reduceMonitor(running, {type: 'profilesToggled'});
const other = stateOf(otherPipeline);
const notices = {...running, notice: 'a batch is at most half the capacity'};
const lost: MonitorState = {...running, status: {text: 'LOST 127.0.0.1:9900', isAlert: true}};
const idle = (state: Snapshot['state']) =>
  stateOf({state, limit: {kind: 'nothing', by: 'nothing'}});
const alert = {
  kind: 'results',
  text: 'results are nearly full: the logger does not keep pace',
  advice: '',
  firstSeconds: 60,
  sinceSeconds: 60,
  lastSeconds: 60,
  times: 1,
  isActive: true,
};
/** The alert of results whose usual fill is now this share. */
const alarmed = (fillNow: number) =>
  stateOf({
    alerts: [alert],
    limit: {kind: 'actor', by: 'logger', busy: 0.99},
    channels: fixedSnapshot().channels.map((channel) =>
      channel.name === 'results' ? {...channel, fillNow} : channel,
    ),
  });
const lanes = stateOf({settings: {...fixedSnapshot().settings, lanes: 4, threads: 1}});
const limits: readonly Snapshot['limit'][] = [
  {kind: 'pause', by: 'pause'},
  {kind: 'actor', by: 'worker', busy: 0.97},
  {kind: 'actor', by: 'generator', busy: 0.97},
  {kind: 'handover', by: 'handover', from: 'generator', to: 'worker', busy: 0.4},
  {kind: 'cores', by: 'cores', cores: 2, busyCores: 1.9},
  {kind: 'quota', by: 'quota', cores: 0.5, throttled: 0.9},
  {kind: 'apart', by: 'worker', slowdown: 2.3},
];
const changed = stateOf({settings: {...fixedSnapshot().settings, mode: 'zero-copy'}, change});

const states: ReadonlyArray<readonly [string, MonitorState]> = [
  ['running', running],
  ['with help', helping],
  ['frozen', frozen],
  ['in the lab', lab],
  ['after a change', changed],
  ['of another pipeline', other],
  ['with a notice', notices],
  ['that is lost', lost],
  ['of four lanes', lanes],
  ['with an alert', alarmed(0.97)],
  ['of a source', stateOf(sourceSnapshot())],
  ['of a worker', stateOf(workerSnapshot())],
  ['of a source without a broker', stateOf(sourceSnapshot({lostAtSeconds: 12}))],
  ['of a worker without a broker', stateOf(workerSnapshot({lostAtSeconds: 12}))],
  [
    'of a source that nobody reads',
    stateOf(sourceSnapshot({fullLane: {lane: 1, isRead: false}, fillNow: 1})),
  ],
  ...(['starting', 'paused', 'resizing', 'draining', 'stopped', 'failed'] as const).map(
    (state) => [state, idle(state)] as const,
  ),
  ...limits.map((limit) => [`limited by ${limit.by}`, stateOf({limit})] as const),
  ...expandedPanels.map((panel, index) => [panel, expanded[index] as MonitorState] as const),
];

function expectFit(state: MonitorState, columns: number, rows: number, symbols = unicodeSymbols) {
  const lines = screenLines(state, columns, rows, symbols);
  expect(lines).toHaveLength(Math.max(1, rows - 1));
  expect(widestOf(lines)).toBeLessThanOrEqual(columns);
  expect(lines[0]).toMatch(/\S/);
  return lines;
}

describe('the screen', () => {
  describe.each(states)('%s', (_, state) => {
    it.each([
      [80, 24],
      [140, 40],
      [200, 60],
      [40, 12],
      [20, 3],
      [1, 1],
    ])('of %d x %d never scrolls and no line is too wide', (columns, rows) => {
      expectFit(state, columns, rows);
    });

    it('is the same through Ink', () => {
      for (const [columns, rows] of [
        [80, 24],
        [140, 40],
        [40, 12],
      ] as const) {
        const frame = frameOf(state, columns, rows);
        const lines = linesOf(<Screen frame={frame} />, columns).map((line) => line.trimEnd());
        expect(lines).toEqual(frameText(frame).map((line) => line.trimEnd()));
      }
    });
  });

  it('of every size from 1 x 1 to 220 x 70 never scrolls, and no line is too wide', () => {
    const all = states.map(([, state]) => state);
    const symbols = [unicodeSymbols, brailleSymbols, asciiSymbols];
    // Sizes that pass every fold, with states and symbols in turn.
    let turn = 0;
    const widths = Array.from({length: 220}, (_, index) => index + 1);
    for (const columns of sampled(widths, 60)) {
      for (let rows = 1; rows <= 70; rows += columns < 24 || columns % 14 === 0 ? 3 : 17) {
        expectFit(all[turn % all.length] as MonitorState, columns, rows, symbols[turn % 3]);
        turn++;
      }
    }
  });

  it('of any size and state never scrolls, and no line is too wide', () => {
    const state = fc.constantFrom(...states.map(([, one]) => one));
    const symbols = fc.constantFrom(unicodeSymbols, brailleSymbols, asciiSymbols);
    const [columns, rows] = [fc.integer({min: 1, max: 250}), fc.integer({min: 1, max: 80})];
    fc.assert(
      fc.property(state, columns, rows, symbols, (picture, width, height, set) => {
        expectFit(picture, width, height, set);
      }),
      {numRuns: 150},
    );
  });
});

describe('on 80 x 24', () => {
  const lines = screenLines(running, 80, 24);
  const text = lines.join('\n');

  it.each([
    ['the state', ' RUNNING '],
    ['the mode', 'double-buffer'],
    ['the heartbeat', '500 beats/s'],
    ['the size', '512 Ki of 1 Mi'],
    ['the time', '00:01:00'],
    ['the progress', '30,000 of 30,000'],
    ['throughput now', '1 Throughput 161 M/s'],
    ['throughput over the run', 'mean 161 M/s'],
    ['the peak', 'peak 263 M/s'],
    ['the latency', '2.05 ms'],
    [
      'what limits it, with the key',
      /LIMIT {2}heartbeat allows 262 M\/s; worker could do 846 M\/s +press \+ for 1,000\/s$/m,
    ],
    ['the messages, and whether any were lost', '9,652,662,016 counted, none lost'],
    ['what memory is used', 'memory 100 MiB'],
    ['the keys', /^z zero-copy.*q quit$/m],
  ])('there is %s', (_, expected) => {
    expect(text).toMatch(expected);
  });

  it('each channel is a pipe with its fill, its high water and its rate', () => {
    expect(text).toContain('├████████████►│');
    expect(text).toContain('├───┃──██████►│');
    expect(text).toMatch(/values 100% .* results 50% /);
    expect(text).toMatch(/beats {4}0%/);
  });

  it('each actor has its load and what it waits for', () => {
    expect(text).toMatch(/│ generator {2}12% │.*│ worker {5}31% │.*│ logger {6}8% │/);
    const waits = ['› room {5}88%', 'ˇ a beat {3}66%', '‹ results {2}92%'];
    expect(text).toMatch(new RegExp(waits.join(' │.*│ ')));
    expect(text).toMatch(/┃ heartbeat {3}1% ┃/);
    expect(text).toMatch(/┗━ LIMIT ━━━━━━━━┛/);
  });

  it('each tally is a bar beside what is expected, with its share', () => {
    expect(text).toMatch(/Fizz {5}████▏ {4}26\.667 %$/m);
    expect(text).toMatch(/Value {4}████████ 53\.333 %$/m);
    expect(text).toContain('4:2:1:8 ok');
  });

  it('the throughput is an area that ends now', () => {
    expect(text).toMatch(/█{40}$/m);
    expect(text).toMatch(/ now$/m);
  });

  it('a change shows before and after', () => {
    const shown = screenLines(changed, 80, 24).join('\n');
    expect(shown).toMatch(/double-buffer → zero-copy {2}161 M\/s → 262 M\/s ×1\.63/);
  });

  it('a pause is called so, in the state and as the limit', () => {
    const paused = screenLines(
      stateOf({state: 'paused', limit: {kind: 'pause', by: 'pause'}}),
      80,
      24,
    );
    expect(paused[0]).toContain(' PAUSED ');
    expect(paused.join('\n')).toMatch(/PAUSE {2}all stand still.*press p to go on/);
    expect(paused.at(-1)).toContain('p go on');
  });

  it('an alert is there with its channel, and nothing is called so without one', () => {
    const shown = screenLines(alarmed(0.97), 80, 24).join('\n');
    expect(shown).toMatch(/NEARLY FULL[\s\S]*ALERT {2}since 1:00: results are nearly full/);
    expect(screenLines(alarmed(0.5), 80, 24).join('\n')).toMatch(/was full[\s\S]*ALERT/);
    expect(text).not.toMatch(/ALERT|NEARLY|NOT/);
  });

  it('lost messages are an alert, and then nothing says that none are lost', () => {
    const lost = {...alert, kind: 'lost', text: 'the counts do not match'};
    const shown = screenLines(stateOf({alerts: [lost]}), 80, 24).join('\n');
    expect(shown).toContain('the counts do not match');
    const past = {...lost, isActive: false};
    expect(screenLines(stateOf({alerts: [past]}), 140, 40).join('\n')).not.toContain('none lost');
  });
});

describe('a frozen screen', () => {
  it('says so, and keeps mode, heartbeat and time', () => {
    const [status] = screenLines(frozen, 80, 24);
    expect(status).toContain(' FROZEN ');
    expect(status).toMatch(/double-buffer {2}500 beats\/s/);
  });

  it('does not change with new samples', () => {
    const counters = fixedSnapshot().counters.map((counter) => ({...counter, count: 1}));
    const next = fixedSnapshot({activeSeconds: 99, counters});
    const later = reduceMonitor(frozen, {type: 'sampled', snapshot: next});
    expect(screenLines(later, 80, 24)).toEqual(screenLines(frozen, 80, 24));
  });
});

describe('the help', () => {
  it('fits 80 x 24, between the status and the keys', () => {
    const state = {...helping, telemetryUrl: 'http://127.0.0.1:9900'};
    const lines = screenLines(state, 80, 24);
    const text = lines.join('\n');
    expect(lines[0]).toContain('RUNNING');
    for (const words of [
      'switch between double-buffer',
      'backpressure',
      'docs/lesson.md',
      '9900',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('↓');
    expect(lines.at(-1)).toContain('q quit');
  });

  it('on a small screen says that there is more, and scrolls to its end, no further', () => {
    const at = (helpTop: number) => screenLines({...helping, helpTop}, 60, 10);
    expect(at(0).at(-2)).toBe('↓ more');
    expect(at(2)[2]).toMatch(/^\[\]/);
    expect(at(99).at(-2)).toContain('docs/lesson.md');
  });
});

describe('a small screen', () => {
  it('of 40 x 12 keeps state, throughput, actors, channels, the limit and the keys', () => {
    const text = screenLines(running, 40, 12).join('\n');
    for (const words of [' RUNNING ', '161 M/s', 'values', 'worker', '◄ LIMIT', 'press +']) {
      expect(text).toContain(words);
    }
    expect(text).toMatch(/^z \+- \[\] ,\. l p \? q$/m);
  });

  it('of two rows is one line: state, throughput, limit and key', () => {
    const [line] = screenLines(running, 60, 2);
    expect(line).toMatch(/^ RUNNING {2}161 M\/s +LIMIT {2}heartbeat \+$/);
    const [wide] = screenLines(running, 90, 2);
    expect(wide).toContain('gen 12% ████► wrk 31% ──██► log 8%');
  });
});

describe('a wide screen', () => {
  const lines = screenLines(running, 140, 40);
  const text = lines.join('\n');

  it('has all that a small one has, and more panels beside the chart', () => {
    for (const words of ['Last change', 'Tried so far', '5 Times and machine', '6 Events']) {
      expect(text).toContain(words);
    }
    expect(text).toMatch(/4 : 2 : 1 : 8 as expected/);
    expect(text).toMatch(/heartbeat 500 beats\/s × 524,288 messages allow 262 M\/s/);
  });

  it('has the throughput in large digits', () => {
    expect(text).toContain('▄█  █▀▀ ▄█    █▄ ▄█');
  });

  it('that is tall has what piled up and who was busy over time', () => {
    const tall = screenLines(running, 200, 60).join('\n');
    expect(tall).toMatch(/─ 2 Piled up ─[\s\S]*─ 3 Busy ─/);
  });
});

describe('a screen for an ASCII terminal', () => {
  it.each(states)('is ASCII: %s', (_, state) => {
    for (const [columns, rows] of [
      [80, 24],
      [140, 40],
      [40, 12],
    ] as const) {
      expect(screenLines(state, columns, rows, asciiSymbols).join('\n')).toMatch(/^[ -~\n]+$/);
    }
  });

  it('has no sign that stands for a character without a replacement', () => {
    for (const [, state] of states) {
      const text = screenLines(state, 140, 40, asciiSymbols).join('\n');
      expect(text.replaceAll(/\? help|\? or Esc|^\? .*$/gm, '')).not.toContain('?');
    }
  });
});

describe('a screen of another pipeline', () => {
  const others = [
    other,
    reduceMonitor(other, {type: 'helpToggled'}),
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
        /^.*(zero-copy|beats a second|beat releases|lab: |Heartbeat: |Logger: |started: ).*$/gm,
        '',
      );
    expect(text).not.toMatch(/fizz|buzz|heartbeat|generator|worker|logger|values|results/i);
  });

  it('has its settings, its channel and its actors in a diagram', () => {
    const lines = screenLines(other, 80, 24);
    expect(lines[0]).toMatch(/^other {2}RUNNING {3}level 3 {2}32 of 64/);
    expect(lines.join('\n')).toMatch(/source.*numbers +100%.*sink/);
    expect(lines.at(-1)).toContain('q quit');
  });
});
