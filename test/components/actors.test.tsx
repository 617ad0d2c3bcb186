import {expect, test} from 'vitest';
import {Actors} from '../../source/components/actors.tsx';
import {linesOf, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const snapshot = fixedSnapshot();
const {actors} = snapshot;
const lines = linesOf(<Actors selected="worker" snapshot={snapshot} columns={80} />, 80);

test('each actor has a line with its thread', () => {
  expect(lines.slice(1).map((line) => line.slice(0, 13))).toEqual([
    'heartbeat [1]',
    'generator [1]',
    'worker    [2]',
    'logger    [3]',
  ]);
});

test('an actor tells how busy it is, what it waits for and how full its batches are', () => {
  // The worker waits for beats and, less, for room: the greater share is named.
  expect(lines[3]).toMatch(/█+░+ {2}31 % {3}66 % a beat +batch {2}524 k/);
  expect(lines[2]).toMatch(/12 % {3}88 % room in values +batch/);
  expect(lines[4]).toMatch(/8 % {3}92 % results +batch {2}524 k/);
});

test('an actor without a batch in the last second has none to tell', () => {
  const idle = actors.map((actor) => ({...actor, batchNow: null}));
  const [, heartbeat] = linesOf(
    <Actors selected="worker" snapshot={fixedSnapshot({actors: idle})} columns={80} />,
    80,
  );
  expect(heartbeat).toMatch(/batch +-$/);
});

test('an actor that hardly waits names nothing', () => {
  const waitsNow = {input: 0.009, room: 0, beat: 0, schedule: 0, pause: 0};
  const busy = actors.map((actor) => ({...actor, busyNow: 0.99, waitsNow}));
  const worker = linesOf(
    <Actors selected="worker" snapshot={fixedSnapshot({actors: busy})} columns={80} />,
    80,
  )[3];
  expect(worker).toMatch(/99 % +batch/);
});

test('lines keep their width whatever is waited for', () => {
  const waitsNow = {input: 0, room: 0, beat: 0, schedule: 0, pause: 1};
  const paused = actors.map((actor) => ({...actor, busyNow: 1, waitsNow}));
  const changed = linesOf(
    <Actors selected="worker" snapshot={fixedSnapshot({actors: paused})} columns={80} />,
    80,
  );
  expect(changed.map((line) => line.indexOf('batch'))).toEqual(
    lines.map((line) => line.indexOf('batch')),
  );
});

test('a narrow screen goes without bars, and no line is wrapped', () => {
  const narrow = linesOf(<Actors selected="worker" snapshot={snapshot} columns={40} />, 40);
  expect(narrow).toHaveLength(5);
  expect(widestOf(narrow)).toBeLessThanOrEqual(40);
  expect(narrow[3]).toContain('31 %');
});

test('the selected actor is pointed at, and no other', () => {
  const pointed = lines.filter((line) => line.includes('◀'));
  expect(pointed).toEqual([expect.stringMatching(/^worker {4}\[2\]◀/)]);
});

test.each([80, 69])(
  'restarts end the line of each actor that had any, on %i columns',
  (columns) => {
    const restarted = actors.map((actor) => ({...actor, restarts: actor.thread === 1 ? 12 : 0}));
    const props = {snapshot: fixedSnapshot({actors: restarted}), selected: 'worker', columns};
    const rows = linesOf(<Actors {...props} />, columns);
    expect(rows[0]).toContain('waits for, batch, restarts');
    expect(rows.slice(1).map((line) => / 12$/.test(line))).toEqual([true, true, false, false]);
  },
);

test('a wait of any name, and an actor with a long name, keep the columns in place', () => {
  const waitsNow = {'acknowledgement of the other side': 1};
  const [first, ...others] = actors.map((actor) => ({...actor, waitsNow}));
  const renamed = [{...first, name: 'a-very-long-name'}, ...others] as typeof actors;
  const rows = linesOf(
    <Actors selected="worker" snapshot={fixedSnapshot({actors: renamed})} columns={100} />,
    100,
  ).slice(1);
  expect(new Set(rows.map((line) => line.indexOf('[')))).toEqual(new Set([17]));
  expect(new Set(rows.map((line) => line.indexOf(' batch ')))).toHaveProperty('size', 1);
  expect(rows[0]).toContain('a acknowledgement');
});
