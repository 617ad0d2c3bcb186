import {expect, test} from 'vitest';
import type {LogLine} from '../../source/engine/index.ts';
import {newLogLines, printLog} from '../../source/monitor/plain-log.ts';
import {fakeEngine} from '../helpers/fake-engine.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const lines: readonly LogLine[] = [
  {number: 1, atSeconds: 0.0204, level: 'info', text: 'Running'},
  {number: 2, atSeconds: 12.5, level: 'warn', text: 'Heartbeat: late'},
  {number: 3, atSeconds: 60.01, level: 'info', text: 'Stopping (beats)'},
];

const withLines = (count: number) => fixedSnapshot({log: lines.slice(0, count)});

/** Follows the log of an engine that has said nothing yet. */
function setUp() {
  const engine = fakeEngine(withLines(0));
  const written: string[] = [];
  const close = printLog(engine, (text) => written.push(text));
  return {engine, written, close};
}

test('a line tells its time, its level and its text', () => {
  const {engine, written} = setUp();
  engine.publish(withLines(2));
  expect(written).toEqual(['[    0.020] info  Running\n', '[   12.500] warn  Heartbeat: late\n']);
});

test('the lines of another run are written from its first line on', () => {
  const {engine, written} = setUp();
  engine.publish(withLines(3));
  engine.publish({...withLines(1), runId: 'another'});
  engine.publish({...withLines(2), runId: 'another'});
  expect(written.map((line) => line.slice(18).trim())).toEqual([
    'Running',
    'Heartbeat: late',
    'Stopping (beats)',
    'Running',
    'Heartbeat: late',
  ]);
});

test('each line is written once, as it comes', () => {
  const {engine, written} = setUp();
  engine.publish(withLines(1));
  engine.publish(withLines(1));
  expect(written).toHaveLength(1);
  engine.publish(withLines(3));
  expect(written).toHaveLength(3);
});

test('a line that has left the log again does not hide the next one', () => {
  const {engine, written} = setUp();
  engine.publish(withLines(2));
  engine.publish(fixedSnapshot({log: lines.slice(2)}));
  expect(written.at(-1)).toContain('Stopping (beats)');
});

test('closing writes what is left, and ends it', () => {
  const {engine, written, close} = setUp();
  engine.replace(withLines(2));
  close();
  expect(written).toHaveLength(2);
  engine.publish(withLines(3));
  expect(written).toHaveLength(2);
  expect(engine.listenerCount).toBe(0);
});

test('the lines after a number are new', () => {
  expect(newLogLines(withLines(3), 1).map(({number}) => number)).toEqual([2, 3]);
  expect(newLogLines(withLines(3), 3)).toEqual([]);
});
