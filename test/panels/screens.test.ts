// The screens as text files, for a person to read; a change of any shows in review. `vitest -u`
// writes them anew.
import {expect, test} from 'vitest';
import type {SegmentReport, Snapshot} from '../../source/engine/index.ts';
import {profiles} from '../../source/fizzbuzz/index.ts';
import {asciiSymbols, brailleSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {
  createMonitorState,
  expandedPanels,
  type MonitorState,
  reduceMonitor,
} from '../../source/monitor/state.ts';
import {sourceSnapshot, workerSnapshot} from '../helpers/edge.ts';
import {screenLines} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

/** A run whose throughput has climbed for thirty seconds. */
function climbing(more: Partial<Snapshot> = {}): MonitorState {
  const at = (tenths: number) => {
    const {throughput, channels} = fixedSnapshot();
    const nowPerSecond = 262e6 * Math.min(1, tenths / 150);
    const time = {activeSeconds: tenths / 10, elapsedSeconds: tenths / 10};
    const received = 262e5 * (tenths <= 150 ? tenths ** 2 / 300 : tenths - 75);
    return fixedSnapshot({
      ...more,
      ...time,
      throughput: {...throughput, nowPerSecond},
      channels: channels.map((channel) => ({
        ...channel,
        total: Math.round(channel.name === 'beats' ? tenths * 50 : received),
      })),
    });
  };
  let state = createMonitorState(at(0), null, profiles);
  for (let tenths = 1; tenths <= 300; tenths++) {
    state = reduceMonitor(state, {type: 'sampled', snapshot: at(tenths)});
  }
  return state;
}

/** Half a minute in which zero-copy, then a smaller batch was tried. */
function experimented(): Snapshot {
  const [first] = fixedSnapshot().segments as [SegmentReport];
  const {beat, throughput, settings: initial} = fixedSnapshot();
  const zeroCopy = {...initial, mode: 'zero-copy'};
  const settings = {...zeroCopy, beatPeriodMs: 0, batchMessages: 4_096};
  return fixedSnapshot({
    activeSeconds: 30.1,
    elapsedSeconds: 30.1,
    settings,
    beat: beat && {...beat, periodMs: 0, target: null},
    throughput: {...throughput, nowPerSecond: 262e6},
    segments: [
      {...first, seconds: 9.5, messages: 1.53e9},
      {...first, settings: zeroCopy, fromSeconds: 9.5, seconds: 10.1, cpuSeconds: 1.9},
      {
        ...first,
        settings,
        fromSeconds: 19.6,
        seconds: 10.5,
        perSecond: 2.41e9,
        cpuSeconds: 19.4,
        latency: {p50Ms: 0.41, p99Ms: 0.82},
        limit: {kind: 'actor', by: 'worker', busy: 0.97},
      },
    ],
    change: {
      what: '500 beats/s → free-running, batch 524,288 → 4,096',
      actor: 'worker',
      before: {perSecond: 262e6, busyNsPerMessage: 0.28},
      after: {perSecond: 2.41e9, busyNsPerMessage: 0.31},
    },
    alerts: [
      {
        kind: 'cores',
        text: 'all cores are busy: threads wait for a free one',
        advice: '',
        firstSeconds: 21.2,
        sinceSeconds: 21.2,
        lastSeconds: 30.1,
        times: 2,
        isActive: true,
      },
      {
        kind: 'restart',
        text: 'a thread died and was started again',
        advice: '',
        firstSeconds: 12.1,
        sinceSeconds: 12.1,
        lastSeconds: 12.1,
        times: 1,
        isActive: false,
      },
    ],
    limit: {kind: 'actor', by: 'worker', busy: 0.97},
  });
}

const running = climbing();
/** The same after changes, with alerts, and with the lab open. */
const experimenting = reduceMonitor(running, {type: 'sampled', snapshot: experimented()});
const inLab = reduceMonitor(experimenting, {type: 'profilesToggled'});

/** The same when a hand-over limits. */
const handingOver = climbing({
  limit: {kind: 'handover', by: 'handover', from: 'generator', to: 'worker', busy: 0.4},
});

const helping = reduceMonitor(running, {type: 'helpToggled'});

test.each([
  [80, 24],
  [140, 40],
])('the screen of %d columns and %d rows when a hand-over limits', async (columns, rows) => {
  const lines = screenLines(handingOver, columns, rows, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/${columns}x${rows}-handover.txt`,
  );
});

test.each([
  [1, 1],
  [20, 3],
  [60, 2],
  [40, 7],
  [40, 12],
  [60, 20],
  [80, 24],
  [120, 30],
  [140, 40],
  [200, 60],
])('the screen of %d columns and %d rows', async (columns, rows) => {
  const lines = screenLines(running, columns, rows, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/${columns}x${rows}.txt`,
  );
});

test.each([
  ['ascii', asciiSymbols],
  ['braille', brailleSymbols],
])('the screen in %s', async (name, symbols) => {
  const lines = screenLines(running, 80, 24, symbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/80x24-${name}.txt`,
  );
});

test.each([
  [80, 24],
  [140, 40],
])('the screen of %d columns and %d rows after changes', async (columns, rows) => {
  const lines = screenLines(experimenting, columns, rows, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/${columns}x${rows}-changed.txt`,
  );
});

test.each([
  [80, 24],
  [140, 40],
])('the lab on %d columns and %d rows', async (columns, rows) => {
  const lines = screenLines(inLab, columns, rows, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/${columns}x${rows}-lab.txt`,
  );
});

test('the help', async () => {
  const lines = screenLines(helping, 80, 24, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../fixtures/screens/80x24-help.txt');
});

test.each(expandedPanels)('the panel %s alone', async (panel) => {
  const state = reduceMonitor(running, {type: 'panelExpanded', panel});
  const lines = screenLines(state, 80, 24, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/80x24-${panel}.txt`,
  );
});

const parts = {
  source: fixedSnapshot(sourceSnapshot()),
  worker: fixedSnapshot(workerSnapshot()),
  'source-lost': fixedSnapshot(sourceSnapshot({lostAtSeconds: 12.4})),
};

test.each(
  Object.keys(parts).flatMap((part) =>
    [
      [60, 20],
      [80, 24],
      [120, 30],
      [140, 40],
      [200, 60],
    ].map(([columns, rows]) => [part, columns, rows] as const),
  ),
)('the screen of a %s, %d columns and %d rows', async (part, columns = 0, rows = 0) => {
  const state = createMonitorState(parts[part as keyof typeof parts], null, profiles);
  const lines = screenLines(state, columns, rows, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `../fixtures/screens/${columns}x${rows}-${part}.txt`,
  );
});
