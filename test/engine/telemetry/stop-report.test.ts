import {expect, test} from 'vitest';
import {createStopReport} from '../../../source/engine/telemetry/stop-report.ts';
import {type Changes, createReading, definition, parts} from './tiny.ts';

const allDone: Changes = {
  actors: {
    clock: {state: 'done'},
    source: {state: 'done'},
    filter: {state: 'done'},
    sink: {state: 'done'},
  },
};

function reportOf(fault: string | null, changes: Changes, behaviour = definition.behaviour) {
  const last = createReading(1_000, changes);
  return createStopReport({...definition, behaviour}, parts, 'key', fault, last, last);
}

test('a stop is clean and verified if all actors are done and all messages were received', () => {
  expect(reportOf(null, {...allDone, channels: {inputs: {sent: 5, received: 5}}})).toEqual({
    by: 'key',
    clean: true,
    verified: true,
    mismatch: null,
    holdouts: [],
    fault: null,
  });
});

test('a message that was not received makes a stop unverified', () => {
  const report = reportOf(null, {...allDone, channels: {inputs: {sent: 5, received: 4}}});
  const mismatch = 'inputs: 5 sent, 4 received';
  expect(report).toMatchObject({clean: true, verified: false, mismatch});
});

test.each([
  ['nothing', () => undefined],
  ['a promise', async () => true],
  ['a text', () => 'right'],
])('a check that returns %s proves nothing', (_, verify) => {
  const behaviour = {...definition.behaviour, verify: verify as unknown as () => boolean};
  expect(reportOf(null, allDone, behaviour)).toMatchObject({clean: true, verified: false});
});

test('the definition can refuse the final numbers', () => {
  const verify = () => false;
  expect(reportOf(null, allDone, {...definition.behaviour, verify})).toMatchObject({
    verified: false,
    mismatch: 'the check of the pipeline failed',
  });
});

test('an actor that is not done is named with its wait, and the stop is unclean', () => {
  const sink = {state: 'running', waitingFor: 'input'} as const;
  const report = reportOf(null, {actors: {...allDone.actors, sink}});
  expect(report).toMatchObject({clean: false, holdouts: [{actor: 'sink', waitingFor: 'input'}]});
});

test('a fault makes a stop unclean and unverified, even if the counts are right', () => {
  expect(reportOf('the thread died', allDone)).toMatchObject({
    clean: false,
    verified: false,
    mismatch: null,
    fault: 'the thread died',
  });
});
