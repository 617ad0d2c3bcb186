import {describe, expect, it} from 'vitest';
import type {Limit, SegmentReport, Snapshot} from '../../source/engine/index.ts';
import {advise} from '../../source/format/coach.ts';
import {sourceSnapshot} from '../helpers/edge.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';
import {otherPipeline} from '../report/other-pipeline.ts';

const base = fixedSnapshot();
const adviceFor = (overrides: Partial<Snapshot>, isReadOnly = false) =>
  advise(fixedSnapshot(overrides), isReadOnly);
const limitedBy = (limit: Limit, overrides: Partial<Snapshot> = {}) =>
  adviceFor({limit, ...overrides});

describe('the coach', () => {
  it('of the heartbeat has the arithmetic, what the worker could do, and the next rate', () => {
    const {tag, subject, reasons, key, effect} = adviceFor({});
    expect([tag, subject, key, effect]).toEqual(['LIMIT', 'heartbeat', '+', 'for 1,000/s']);
    expect(reasons[0]).toBe(
      '500 beats/s × 524,288 messages allow 262 M/s; the worker rests 69 % and could do 846 M/s',
    );
    expect(reasons).toContain('500/s × 512 Ki = 262 M/s');
  });

  it('of the last rate of beats goes to a free run', () => {
    const limit = {...(base.limit as Limit & {kind: 'beat'}), beatsPerSecond: 10_000};
    expect(limitedBy(limit)).toMatchObject({key: '+', effect: 'to run free'});
  });

  it('of a worker that copies names the key that spares the copies', () => {
    const limit: Limit = {kind: 'actor', by: 'worker', busy: 0.97};
    const advice = limitedBy(limit);
    expect(advice).toMatchObject({subject: 'worker', key: 'z', effect: 'to spare the copies'});
    expect(advice.reasons[0]).toMatch(/^busy 97 %, 1\.93 ns a message with its copies$/);
    const settings = {...base.settings, mode: 'zero-copy'};
    expect(limitedBy(limit, {settings}).key).toBe('n');
    const pipeline = {...base.pipeline, lanesMax: 1};
    expect(limitedBy(limit, {settings, pipeline})).toMatchObject({key: 'l'});
  });

  it('of an actor that waits for its edge names the edge, and what is wrong with it', () => {
    const limit: Limit = {kind: 'actor', by: 'send', busy: 0.2};
    const source = (edge: Parameters<typeof sourceSnapshot>[0] = {}) =>
      limitedBy(limit, sourceSnapshot(edge));
    expect(source()).toMatchObject({tag: 'LIMIT', subject: 'broker'});
    expect(source().reasons).toEqual([
      'takes 12.3 M/s, a batch in 1.25 ms; send is busy 20 %',
      'takes 12.3 M/s, a batch in 1.25 ms',
      'takes 12.3 M/s',
    ]);
    expect(source({lostAtSeconds: 12}).reasons).toEqual(['not connected since 0:12']);
    const fullLane = {lane: 1, isRead: false};
    expect(source({fullLane}).reasons).toEqual(['lane 1 full, nobody reads it']);
    const busy = limitedBy({...limit, busy: 0.9}, sourceSnapshot());
    expect(busy.subject).toBe('send');
  });

  it('of another actor names who waits for it', () => {
    expect(limitedBy({kind: 'actor', by: 'logger', busy: 0.96})).toMatchObject({
      reasons: ['busy 96 %, the worker waits for it', 'busy 96 %'],
      key: 'l',
    });
  });

  it('of a hand-over names a larger batch, or a larger ring', () => {
    const limit: Limit = {
      kind: 'handover',
      by: 'handover',
      from: 'generator',
      to: 'worker',
      busy: 0.4,
    };
    const small = {...base.settings, capacityMessages: 1_024, batchMessages: 64};
    expect(limitedBy(limit, {settings: small})).toMatchObject({
      key: '.',
      effect: 'for batches of 128',
    });
    const half = {...small, batchMessages: 512};
    expect(limitedBy(limit, {settings: half})).toMatchObject({
      key: ']',
      effect: 'for a capacity of 2,048',
    });
  });

  it('of a pause names the key that ends it, and what waits', () => {
    const advice = adviceFor({state: 'paused', limit: {kind: 'pause', by: 'pause'}});
    expect(advice).toMatchObject({tag: 'PAUSE', key: 'p', effect: 'to go on'});
    expect(advice.reasons[0]).toBe('all stand still, 1.57 M messages wait');
  });

  it('gives way to an alert with advice', () => {
    const alert = {
      kind: 'beats',
      text: 'beats pile up: they come faster than batches can be done',
      advice: 'press - or ,',
      firstSeconds: 1,
      sinceSeconds: 1,
      lastSeconds: 2,
      times: 1,
      isActive: true,
    };
    expect(adviceFor({alerts: [alert]})).toMatchObject({tag: 'ALERT', key: '-'});
    expect(adviceFor({alerts: [{...alert, isActive: false}]}).tag).toBe('LIMIT');
  });

  it('names a change that made it slower, and the key that takes it back, for a while', () => {
    const [first] = base.segments as [SegmentReport];
    const settings = {...first.settings, beatPeriodMs: 4};
    const segments = [first, {...first, settings, fromSeconds: 55}];
    const change = {
      what: '500 beats/s → 250 beats/s',
      actor: 'worker',
      before: {perSecond: 262e6, busyNsPerMessage: 1},
      after: {perSecond: 131e6, busyNsPerMessage: 1},
    };
    expect(adviceFor({segments, change})).toMatchObject({
      reasons: ['that was 50 % slower'],
      key: '+',
      effect: 'takes it back',
    });
    expect(adviceFor({segments, change, activeSeconds: 90}).effect).toBe('for 1,000/s');
  });

  it('names no key where the run cannot be controlled', () => {
    expect(adviceFor({}, true)).toMatchObject({key: '', effect: ''});
  });

  it('of another pipeline names no key that it may not have', () => {
    expect(adviceFor(otherPipeline)).toMatchObject({subject: 'sink', key: ''});
  });

  it.each(['resizing', 'draining', 'stopped', 'failed'] as const)(
    '%s has a word of its own',
    (state) => {
      expect(adviceFor({state}).tag).toMatch(/^(RESIZE|DRAIN|OVER)$/);
    },
  );
});
