/** What is drawn: our screen of a run in which everything changes, and as much text on bare Ink. */
import {Box, Text} from 'ink';
import {createElement as h} from 'react';
import type {Snapshot} from '../../source/engine/index.ts';
import type {MonitorState} from '../../source/monitor/state.ts';
import {fixedSnapshot} from '../../test/helpers/snapshot.ts';
import type {Subject} from './drawing.ts';

const dist = new URL('../../dist/', import.meta.url);
const built = async <Module>(file: string): Promise<Module> =>
  await import(new URL(file, dist).href);

const {Screen} = await built<typeof import('../../source/components/app.tsx')>('components/app.js');
const {drawFrame} = await built<typeof import('../../source/panels/frame.ts')>('panels/frame.js');
const {createPaint} = await built<typeof import('../../source/format/paint.ts')>('format/paint.js');
const {unicodeSymbols} =
  await built<typeof import('../../source/format/symbols.ts')>('format/symbols.js');
const {createMonitorState, reduceMonitor} =
  await built<typeof import('../../source/monitor/state.ts')>('monitor/state.js');

const colors = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'];

/** Rows of text on bare Ink in so many colours each; every one of them changes in every frame. */
export function bareRows(columns: number, rows: number, colorsEach: number): Subject {
  const pieceColumns = Math.floor(columns / colorsEach);
  const piece = (frame: number, index: number) => {
    const text = `${frame * 7_919 + index} `.padEnd(pieceColumns, '0123456789');
    return h(Text, {key: index, color: colors[index % colors.length] as string}, text);
  };
  const row = (frame: number, index: number) =>
    h(
      Text,
      {key: index},
      Array.from({length: colorsEach}, (_, nth) => piece(frame, index * colorsEach + nth)),
    );
  const picture = (frame: number) =>
    h(
      Box,
      {flexDirection: 'column', width: columns, height: rows},
      Array.from({length: rows}, (_, index) => row(frame, index)),
    );
  const name =
    colorsEach === 1 ? 'bare Ink, a colour a row' : `bare Ink, ${colorsEach} colours a row`;
  return {name, picture};
}

/** The rows of our screen as text on bare Ink: as many cells, in as many colours. */
export function ourRows(columns: number, rows: number, frames: number): Subject {
  const states = createStates(frames);
  const picture = (frame: number) => {
    const state = states[Math.min(frame, frames)] as MonitorState;
    const {blocks} = drawFrame(state, keys, columns, rows + 1, look);
    return h(
      Box,
      {flexDirection: 'column', width: columns, height: rows},
      blocks.map((row, index) =>
        h(
          Box,
          {key: index},
          row.map(({columns: width, painted}, place) =>
            h(
              Box,
              {key: place, flexDirection: 'column', width, flexShrink: 0},
              // Ink gives an empty text no row.
              painted.map((line, at) => h(Text, {key: at, wrap: 'truncate'}, line || ' ')),
            ),
          ),
        ),
      ),
    );
  };
  return {name: 'bare Ink, our rows', picture};
}

/**
 * Our screen, a tenth of a second further in each frame.
 * @param frames how many there will be: the states are made before, since the engine makes them
 * whether they are drawn or not
 */
export function ourScreen(columns: number, rows: number, frames: number): Subject {
  const states = createStates(frames);
  const picture = (frame: number) => {
    const state = states[Math.min(frame, frames)] as MonitorState;
    return h(Screen, {frame: drawFrame(state, keys, columns, rows + 1, look)});
  };
  return {name: 'our screen', picture};
}

const look = {symbols: unicodeSymbols, paint: createPaint('dark', 3)};

function createStates(frames: number): readonly MonitorState[] {
  const states = [createMonitorState(snapshotOf(0))];
  for (let frame = 1; frame <= frames; frame++) {
    const before = states[frame - 1] as MonitorState;
    states.push(reduceMonitor(before, {type: 'sampled', snapshot: snapshotOf(frame)}));
  }
  return states;
}

const keys = ['z zero-copy', '+- beats', '[] capacity', 'l lab', '? help', 'q quit'].map((key) => {
  const [label, short] = key.split(' ') as [string, string];
  return {keys: [label], label, short, run() {}};
});

/** A run whose every number changes. */
function snapshotOf(frame: number): Snapshot {
  const whole = fixedSnapshot();
  const {actors, channels, throughput, counters, segments, log, beat, memory} = whole;
  const swing = (Math.sin(frame / 7) + 1) / 2;
  const grown = frame * 26_214_403;
  const grow = (count: number) => count + grown;
  return fixedSnapshot({
    elapsedSeconds: frame / 10,
    activeSeconds: frame / 10,
    beat: beat && {
      ...beat,
      sent: frame * 50,
      latenessNow: {p50Ms: 0.05 + swing / 10, p99Ms: 1 + swing},
    },
    counters: counters.map((counter) => ({...counter, count: grow(counter.count)})),
    throughput: {
      ...throughput,
      nowPerSecond: 1e8 * (1 + swing),
      meanPerSecond: 1e8 * (1 + swing / 3),
      peakPerSecond: 2e8 + frame * 1e5,
    },
    latency: {p50Ms: 2 + swing, p99Ms: 8 + swing},
    channels: channels.map((channel) => ({...channel, total: grow(channel.total), fillNow: swing})),
    actors: actors.map((actor) => ({
      ...actor,
      busyNow: swing,
      waitsNow: {...actor.waitsNow, input: 1 - swing},
      batchNow: {p50: 1 + frame, p99: 1 + frame},
    })),
    segments: segments.map((segment) => ({...segment, perSecond: 1e8 * (1 + swing)})),
    memory: {...memory, residentBytes: grow(memory.residentBytes)},
    log: log.map((line) => ({...line, number: line.number + frame, text: `${frame} ${line.text}`})),
  });
}
