// Snapshots from outside: whole ones are taken as they are, anything else is refused.
import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import type {Limit, Snapshot} from '../../source/engine/index.ts';
import {parseSnapshot, SnapshotError} from '../../source/engine/parse.ts';
import {toWire} from '../../source/fizzbuzz/report.ts';
import {cleanStop, fixedSnapshot} from '../helpers/snapshot.ts';

const limits: Limit[] = [
  {kind: 'nothing', by: 'nothing'},
  {kind: 'pause', by: 'pause'},
  {kind: 'beat', by: 'heartbeat', batchMessages: 1, beatsPerSecond: 2, perSecond: 3},
  {kind: 'actor', by: 'generator', busy: 1},
  {kind: 'handover', by: 'handover', from: 'logger', to: 'worker', busy: 0.1},
  {kind: 'cores', by: 'cores', cores: 2, busyCores: 1.9},
];

const snapshots: [string, Snapshot][] = [
  ['running', fixedSnapshot()],
  ['stopped', fixedSnapshot({state: 'stopped', stop: cleanStop, stoppedBy: 'beats'})],
  ['without latency', fixedSnapshot({latency: null})],
  [
    'with holdouts',
    fixedSnapshot({stop: {...cleanStop, holdouts: [{actor: 'worker', waitingFor: null}]}}),
  ],
  [
    'changed',
    fixedSnapshot({
      change: {
        what: 'a → b',
        actor: 'worker',
        before: null,
        after: {perSecond: 1, busyNsPerMessage: null},
      },
    }),
  ],
  ...limits.map((limit): [string, Snapshot] => [
    `limited by ${limit.kind}`,
    fixedSnapshot({limit}),
  ]),
];

test.each(snapshots)('a Snapshot that is %s comes through unchanged', (_, snapshot) => {
  expect(parseSnapshot(JSON.stringify(snapshot))).toEqual(snapshot);
});

/** Parts that Snapshots of earlier versions lack. */
const laterParts = ['runId', 'edges'];

describe('what is no Snapshot is refused:', () => {
  it.each(['', 'null', '[]', '{}', '{"schema":1}', 'no JSON', '{"schema":'])('%j', (text) => {
    expect(() => parseSnapshot(text)).toThrow(SnapshotError);
  });

  it('another schema', () => {
    const text = JSON.stringify({...fixedSnapshot(), schema: 2});
    expect(() => parseSnapshot(text)).toThrow('its schema is not as expected');
  });

  it('one that lacks any part of it', () => {
    const whole = fixedSnapshot();
    const parts = Object.keys(whole).filter((part) => !laterParts.includes(part));
    for (const part of parts) {
      const {[part as keyof Snapshot]: _, ...rest} = whole;
      expect(() => parseSnapshot(JSON.stringify(rest)), part).toThrow(SnapshotError);
    }
  });
});

test('a Snapshot of an earlier version has no identity and no edges', () => {
  const {runId: _, edges: __, ...rest} = fixedSnapshot();
  expect(parseSnapshot(JSON.stringify(rest))).toMatchObject({runId: '', edges: []});
});

test('fields of FizzBuzz that readers of JSON know are dropped', () => {
  expect(parseSnapshot(toWire(fixedSnapshot()))).toEqual(fixedSnapshot());
});

test('a Snapshot with a byte changed is read or refused, never a crash', () => {
  const text = JSON.stringify(fixedSnapshot());
  const change = fc.record({
    at: fc.nat(text.length - 1),
    by: fc.string({minLength: 0, maxLength: 2}),
  });
  fc.assert(
    fc.property(change, ({at, by}) => {
      try {
        parseSnapshot(text.slice(0, at) + by + text.slice(at + 1));
      } catch (error) {
        expect(error).toBeInstanceOf(SnapshotError);
      }
    }),
  );
});

test('no text in it can steer a terminal', () => {
  const evil = '\u001B[2J\u009B31m\r\nx';
  const {machine} = fixedSnapshot();
  const log = [{number: 1, atSeconds: 0, level: 'info', text: evil} as const];
  const read = parseSnapshot(
    JSON.stringify(fixedSnapshot({log, machine: {...machine, cpu: evil, node: evil}})),
  );
  const texts = [read.log[0]?.text, read.machine.cpu, read.machine.node];
  for (const text of texts) expect(text).not.toMatch(/\p{Cc}/u);
});
