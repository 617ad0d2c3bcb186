// The screens as text files, for a person to read; a change of any shows in review. `vitest -u` writes them anew.
import {expect, test} from 'vitest';
import {asciiSymbols, brailleSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {
  expandedPanels,
  type MonitorState,
  reduceMonitor,
  startMonitor,
} from '../../source/store/monitor.ts';
import {screenLines} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

/** A run whose throughput has climbed for thirty seconds. */
function climbing(): MonitorState {
  const at = (tenths: number) => {
    const {throughput} = fixedSnapshot();
    const nowPerSecond = 262e6 * Math.min(1, tenths / 150);
    return fixedSnapshot({activeSeconds: tenths / 10, throughput: {...throughput, nowPerSecond}});
  };
  let state = startMonitor(at(0));
  for (let tenths = 1; tenths <= 300; tenths++) {
    state = reduceMonitor(state, {type: 'sampled', snapshot: at(tenths)});
  }
  return state;
}

const running = climbing();
const helping = reduceMonitor(running, {type: 'helpToggled'});

test.each([
  [20, 3],
  [40, 12],
  [80, 24],
  [140, 40],
  [200, 60],
])('the screen of %d columns and %d rows', async (columns, rows) => {
  const lines = screenLines(running, columns, rows, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../screens/${columns}x${rows}.txt`);
});

test.each([
  ['ascii', asciiSymbols],
  ['braille', brailleSymbols],
])('the screen in %s', async (name, symbols) => {
  const lines = screenLines(running, 80, 24, symbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../screens/80x24-${name}.txt`);
});

test('the help', async () => {
  const lines = screenLines(helping, 80, 24, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../screens/80x24-help.txt');
});

test.each(expandedPanels)('the panel %s alone', async (panel) => {
  const state = reduceMonitor(running, {type: 'panelExpanded', panel});
  const lines = screenLines(state, 80, 24, unicodeSymbols);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../screens/80x24-${panel}.txt`);
});
