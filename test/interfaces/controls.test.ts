import {describe, expect, it} from 'vitest';
import {type Profile, profiles, type Snapshot} from '../../source/engine/index.ts';
import {controlsOf} from '../../source/interfaces/controls.ts';
import {fakeEngine} from '../helpers/fake-engine.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const endless = Number.POSITIVE_INFINITY;

/** An engine in a given state, and the controls of a run whose number of beats was given or not. */
function setUp(overrides: Partial<Snapshot> = {}, hasExplicitBeats = true) {
  const engine = fakeEngine(fixedSnapshot(overrides));
  return {engine, controls: controlsOf(engine, hasExplicitBeats)};
}

function beatEvery(periodMs: number): Partial<Snapshot> {
  return {beat: {...fixedSnapshot().beat, periodMs}};
}

describe('the mode', () => {
  it('is switched to the other one', () => {
    const {engine, controls} = setUp({mode: 'double-buffer'});
    controls.toggleMode();
    expect(engine.commands).toEqual([['setMode', 'zero-copy']]);
  });

  it('is switched back', () => {
    const {engine, controls} = setUp({mode: 'zero-copy'});
    controls.toggleMode();
    expect(engine.commands).toEqual([['setMode', 'double-buffer']]);
  });
});

describe('the rate', () => {
  it('goes a step up or down', () => {
    const {engine, controls} = setUp(beatEvery(2));
    controls.stepRate('faster');
    controls.stepRate('slower');
    expect(engine.commands).toEqual([
      ['setBeatPeriodMs', 1],
      ['setBeatPeriodMs', 5],
    ]);
  });

  it('above 10,000 beats a second runs free', () => {
    const {engine, controls} = setUp(beatEvery(0.1));
    controls.stepRate('faster');
    expect(engine.commands).toEqual([['setBeatPeriodMs', 0]]);
  });

  it('that changes lifts a number of beats that nobody gave', () => {
    const {engine, controls} = setUp(beatEvery(2), false);
    controls.stepRate('slower');
    expect(engine.commands).toEqual([
      ['setBeatsTarget', endless],
      ['setBeatPeriodMs', 5],
    ]);
  });

  it('at its end changes nothing, and lifts nothing', () => {
    const {engine, controls} = setUp(beatEvery(0), false);
    controls.stepRate('faster');
    expect(engine.commands).toEqual([]);
  });
});

describe('a pause', () => {
  it('begins and ends with the same key', () => {
    const running = setUp({state: 'running'});
    running.controls.togglePause();
    expect(running.engine.commands).toEqual([['setPaused', true]]);
    const paused = setUp({state: 'paused'});
    paused.controls.togglePause();
    expect(paused.engine.commands).toEqual([['setPaused', false]]);
  });
});

describe('a crash', () => {
  it('is of the actor that was named', () => {
    const {engine, controls} = setUp();
    controls.crash('logger');
    expect(engine.commands).toEqual([['crash', 'logger']]);
  });
});

describe('a stop', () => {
  it('is asked for as often as its key is pressed, since the second one means at once', () => {
    const {engine, controls} = setUp();
    controls.stop();
    controls.stop();
    expect(engine.commands).toEqual([
      ['stop', 'key'],
      ['stop', 'key'],
    ]);
  });
});

describe('the size', () => {
  it('is stepped from what it is about to be, so that keys typed quickly all count', () => {
    const {engine, controls} = setUp();
    controls.stepCapacity('double');
    controls.stepCapacity('double');
    expect(engine.commands.at(-1)).toEqual([
      'resize',
      {capacityMessages: 4_194_304, batchMessages: 2_097_152},
    ]);
  });

  it('that can not be had gives a sentence, and no command', () => {
    const {engine, controls} = setUp();
    expect(controls.stepBatch('double')).toMatch(/at most half/);
    expect(engine.commands).toEqual([]);
  });

  it('mode and beat of a profile are taken together', () => {
    const {engine, controls} = setUp(beatEvery(2), false);
    const [minimum] = profiles;
    controls.take(minimum as Profile);
    expect(engine.commands).toEqual([
      ['resize', minimum],
      ['setMode', 'double-buffer'],
      ['setBeatsTarget', endless],
      ['setBeatPeriodMs', 1_000],
    ]);
  });
});
