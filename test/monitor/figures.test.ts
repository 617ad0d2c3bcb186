import {describe, expect, it} from 'vitest';
import type {Limit, Snapshot} from '../../source/engine/index.ts';
import {createFigures, type Figures, nextFigures} from '../../source/monitor/figures.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const first = fixedSnapshot({elapsedSeconds: 0});
const worker: Limit = {kind: 'actor', by: 'worker', busy: 0.97};

type Sample = readonly [elapsedSeconds: number, more?: Partial<Snapshot>];

function figuresAfter(...samples: readonly Sample[]): Figures {
  return samples.reduce(
    (figures, [elapsedSeconds, more]) =>
      nextFigures(figures, fixedSnapshot({elapsedSeconds, ...more})),
    createFigures(first),
  );
}

const shownAt = (figures: Figures) => figures.figures.elapsedSeconds;

describe('the figures', () => {
  it('change twice a second', () => {
    expect(shownAt(figuresAfter([0.2], [0.4]))).toBe(0);
    expect(shownAt(figuresAfter([0.2], [0.4], [0.5], [0.7]))).toBe(0.5);
  });

  it('change with each Snapshot for a second after the state or a setting has changed', () => {
    const settings = {...first.settings, mode: 'zero-copy'};
    for (const turn of [{settings}, {state: 'paused'}] as const) {
      expect(shownAt(figuresAfter([0.5], [0.6, turn]))).toBe(0.6);
      expect(shownAt(figuresAfter([0.5], [0.6, turn], [0.7, turn], [1.5, turn]))).toBe(1.5);
      expect(shownAt(figuresAfter([0.5], [0.6, turn], [1.5, turn], [1.7, turn]))).toBe(1.5);
    }
  });

  it('begin anew with another run', () => {
    expect(shownAt(figuresAfter([9], [0.1]))).toBe(0.1);
  });

  it('have a limit that has been the same for a second, so that it does not flicker', () => {
    const limitAfter = (...samples: readonly Sample[]) => figuresAfter(...samples).figures.limit.by;
    expect(limitAfter([1], [1.5, {limit: worker}], [2, {limit: worker}])).toBe('heartbeat');
    expect(limitAfter([1], [1.5, {limit: worker}], [2.5, {limit: worker}])).toBe('worker');
    expect(limitAfter([1], [1.5, {limit: worker}], [2], [2.5, {limit: worker}])).toBe('heartbeat');
  });

  it('have a new limit at once after a key, and where there was none', () => {
    const settings = {...first.settings, mode: 'zero-copy'};
    expect(figuresAfter([1], [1.1, {limit: worker, settings}]).figures.limit).toBe(worker);
    const none = fixedSnapshot({elapsedSeconds: 0, limit: {kind: 'nothing', by: 'nothing'}});
    const next = nextFigures(createFigures(none), fixedSnapshot({elapsedSeconds: 1}));
    expect(next.figures.limit.by).toBe('heartbeat');
  });
});
