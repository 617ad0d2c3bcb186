import {expect, test} from 'vitest';
import {hasUrgentNews, ScreenReader} from '../../source/components/screen-reader.tsx';
import type {Snapshot} from '../../source/engine/index.ts';
import {createMonitorState, reduceMonitor} from '../../source/monitor/state.ts';
import {keys, linesOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

function spoken(overrides: Partial<Snapshot> = {}): string {
  const state = createMonitorState(fixedSnapshot(overrides));
  return linesOf(<ScreenReader state={state} keys={keys} />, 1_000).join('\n');
}

test('the screen is told in sentences that need no eyes', () => {
  const text = spoken();
  expect(text.split('\n')).toEqual([
    'fizzbuzz-tui, running, double-buffer, 500 beats/s, batch 524288 of 1048576, 00:01:00.',
    'Throughput 161 M/s, mean 161 M/s, peak 263 M/s.',
    'Limit: heartbeat: each beat releases 524,288, so 500/s allow 262 M/s; press +.',
    'Channels: values 100 %, full; results 50 %, ok; beats 0 %, ok.',
    expect.stringMatching(/^Actors: heartbeat busy 1 %, else waits for its time; generator busy/),
    expect.stringMatching(/^Keys: z zero-copy, .*, q quit\.$/),
  ]);
  expect(text).toMatch(/^[ -~\n]+$/);
});

test('alerts that are the case, and the last change, are told', () => {
  const text = spoken({
    alerts: [
      {
        kind: 'cores',
        text: 'all cores are busy: threads wait for a free one',
        advice: '',
        firstSeconds: 3,
        sinceSeconds: 3,
        lastSeconds: 9,
        times: 1,
        isActive: true,
      },
    ],
    change: {
      what: 'double-buffer → zero-copy',
      actor: 'worker',
      before: {perSecond: 1e8, busyNsPerMessage: 2},
      after: {perSecond: 3e8, busyNsPerMessage: 1},
    },
  });
  expect(text).toMatch(/^Alert since 3\.0 s: all cores are busy/m);
  expect(text).toMatch(/^Last change: double-buffer to zero-copy: 100 M\/s to 300 M\/s/m);
});

test('a frozen display says so', () => {
  const frozen = reduceMonitor(createMonitorState(fixedSnapshot()), {type: 'freezeToggled'});
  const [first] = linesOf(<ScreenReader state={frozen} keys={keys} />, 1_000);
  expect(first).toContain('the display is frozen');
});

test('what the keys do is said at once, figures are not', () => {
  const before = fixedSnapshot();
  expect(hasUrgentNews(before, fixedSnapshot({activeSeconds: 99, counters: []}))).toBe(false);
  expect(
    hasUrgentNews(before, fixedSnapshot({settings: {...before.settings, mode: 'zero-copy'}})),
  ).toBe(true);
  expect(
    hasUrgentNews(before, fixedSnapshot({settings: {...before.settings, batchMessages: 1}})),
  ).toBe(true);
  expect(hasUrgentNews(before, fixedSnapshot({state: 'paused'}))).toBe(true);
});
