import {describe, expect, it} from 'vitest';
import {
  emptyTrail,
  extendTrail,
  latestRateOf,
  slotRatesOf,
  type Trail,
  type TrailSample,
} from '../../source/monitor/trail.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {throughput} = fixedSnapshot();

function sampleAt(
  activeSeconds: number,
  nowPerSecond = 0,
  more: Partial<TrailSample> = {},
): TrailSample {
  return {
    runId: 'one',
    activeSeconds,
    elapsedSeconds: activeSeconds,
    throughput: {...throughput, nowPerSecond},
    totals: [activeSeconds * 1_000],
    fills: [0.5],
    busies: [0.25],
    restarts: [0],
    log: [],
    ...more,
  };
}

function trailOf(samples: readonly TrailSample[]): Trail {
  let trail = emptyTrail;
  let before = sampleAt(0) as TrailSample;
  for (const sample of samples) {
    trail = extendTrail(trail, before, sample);
    before = sample;
  }
  return trail;
}

describe('the trail', () => {
  it('has a value for each tenth and each second that has passed, also where none was seen', () => {
    const {tenths, seconds} = trailOf([sampleAt(0.25, 1), sampleAt(0.9, 2), sampleAt(3.05, 3)]);
    expect(tenths).toHaveLength(30);
    expect(tenths.slice(0, 3)).toEqual([1, 1, 2]);
    expect(seconds).toEqual([3, 3, 3]);
  });

  it('stands still in a pause', () => {
    const pause = sampleAt(1, 0, {elapsedSeconds: 9});
    expect(trailOf([sampleAt(1, 5), pause]).seconds).toEqual([5]);
  });

  it('forgets tenths after 200 seconds, and seconds after an hour', () => {
    const {tenths, seconds} = trailOf([sampleAt(2_000, 1), sampleAt(4_000, 2)]);
    expect([tenths.length, seconds.length]).toEqual([2_048, 3_600]);
    expect([seconds[0], seconds.at(-1)]).toEqual([1, 2]);
  });

  it('has a point for each half second', () => {
    const trail = trailOf(Array.from({length: 21}, (_, tenth) => sampleAt(tenth / 10)));
    expect(trail.points.map(({activeSeconds}) => activeSeconds)).toEqual([0.1, 0.5, 1, 1.5, 2]);
  });

  it('has the rate of the last second, of less at its start, and none before', () => {
    const at = (seconds: number, total: number) => sampleAt(seconds, 0, {totals: [total]});
    const samples = [at(0.5, 0), at(1, 50), at(1.5, 150), at(2, 350)];
    const rates = samples.map((_, index) => latestRateOf(trailOf(samples.slice(0, index + 1)), 0));
    expect(rates).toEqual([undefined, 100, 150, 300]);
    expect(latestRateOf(emptyTrail, 0)).toBeUndefined();
  });

  it('keeps what happened, but no milestones, which would fill it within seconds', () => {
    const line = (number: number, text: string) =>
      ({number, atSeconds: number, level: 'info', text}) as const;
    const first = [line(1, 'Running: fast'), line(2, 'Logger: 15 messages processed (F:4)')];
    const {events} = trailOf([
      sampleAt(1, 0, {log: first}),
      sampleAt(2, 0, {log: [...first, line(3, 'Paused')]}),
      sampleAt(3, 0, {log: [line(3, 'Paused'), line(4, 'Resumed')]}),
    ]);
    expect(events.map(({text}) => text)).toEqual(['Running: fast', 'Paused', 'Resumed']);
  });

  it('knows when threads were restarted', () => {
    const {restarts} = trailOf([
      sampleAt(1),
      sampleAt(2, 0, {restarts: [1]}),
      sampleAt(3, 0, {restarts: [1]}),
    ]);
    expect(restarts).toEqual([{atSeconds: 2, actor: 0}]);
  });

  it('begins anew with another run', () => {
    const {seconds, events} = trailOf([sampleAt(5, 1), sampleAt(0.5, 2), sampleAt(1.5, 3)]);
    expect([seconds, events]).toEqual([[3], []]);
  });
});

describe('rates by slots', () => {
  const halves = Array.from({length: 9}, (_, index) =>
    sampleAt((index + 1) / 2, 0, {
      totals: [index < 4 ? (index + 1) * 50 : 200 + (index - 3) * 100],
    }),
  );

  it('are means over slots that begin at multiples of their length', () => {
    const rates = slotRatesOf(trailOf(halves), 0, 2);
    expect(rates).toEqual([100, 175, 200]);
  });

  it('keep what has passed when the next sample comes', () => {
    const before = slotRatesOf(trailOf(halves), 0, 2).slice(0, -1);
    const after = slotRatesOf(trailOf([...halves, sampleAt(5, 0, {totals: [900]})]), 0, 2);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('are none without two points', () => {
    expect(slotRatesOf(emptyTrail, 0, 1)).toEqual([]);
    expect(slotRatesOf(trailOf([sampleAt(0.5)]), 0, 1)).toEqual([]);
  });
});
