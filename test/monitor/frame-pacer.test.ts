import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {FramePacer} from '../../source/monitor/frame-pacer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/**
 * A pacer on fake time whose frames cost so much processor time each; notes when each frame was
 * drawn.
 */
function setUp(frameCpuMs = 0, framesPerSecondMax = 10) {
  const startMs = Date.now();
  const now = () => Date.now() - startMs;
  const framesMs: number[] = [];
  let cpuMs = 0;
  const draw = () => {
    framesMs.push(now());
    cpuMs += frameCpuMs;
  };
  const pacer = new FramePacer(draw, framesPerSecondMax, {now, cpu: () => cpuMs});
  return {pacer, framesMs};
}

/** Says every tenth of a second, for so many seconds, that there is something new. */
function requestFor(seconds: number, pacer: FramePacer): void {
  for (let tenths = 0; tenths < seconds * 10; tenths++) {
    pacer.request();
    vi.advanceTimersByTime(100);
  }
}

describe('a frame', () => {
  it('is drawn at once when none was drawn lately', () => {
    const {pacer, framesMs} = setUp();
    pacer.request();
    expect(framesMs).toEqual([0]);
    vi.advanceTimersByTime(1_000);
    pacer.request();
    expect(framesMs).toEqual([0, 1_000]);
  });

  it('asked for too soon is drawn when its time has come, not dropped', () => {
    const {pacer, framesMs} = setUp();
    pacer.request();
    vi.advanceTimersByTime(30);
    pacer.request();
    expect(framesMs).toEqual([0]);
    vi.advanceTimersByTime(170);
    expect(framesMs).toEqual([0, 200]);
  });

  it('asked for many times is drawn once', () => {
    const {pacer, framesMs} = setUp();
    for (let ms = 0; ms < 200; ms++) {
      pacer.request();
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(1_000);
    expect(framesMs).toEqual([0, 200]);
  });

  it('asked for a little early, by a timer that is not exact, is on time', () => {
    const {pacer, framesMs} = setUp();
    pacer.request();
    vi.advanceTimersByTime(185);
    pacer.request();
    expect(framesMs).toEqual([0, 185]);
  });

  it('is never drawn while nothing is new', () => {
    const {pacer, framesMs} = setUp();
    pacer.request();
    vi.advanceTimersByTime(60_000);
    expect(framesMs).toEqual([0]);
  });
});

describe('the pace', () => {
  it('of cheap frames is five a second', () => {
    const {pacer, framesMs} = setUp(1);
    requestFor(10, pacer);
    // One at the start, and one at each fifth of a second.
    expect(framesMs).toHaveLength(51);
  });

  it('is ten a second for a second after a key', () => {
    const {pacer, framesMs} = setUp(1);
    requestFor(1, pacer);
    pacer.hurry();
    requestFor(2, pacer);
    expect(framesMs.filter((ms) => ms >= 1_000 && ms < 2_000)).toHaveLength(10);
    expect(framesMs.filter((ms) => ms > 2_000)).toHaveLength(5);
  });

  it('after a key brings the frame that was due later', () => {
    const {pacer, framesMs} = setUp();
    pacer.request();
    vi.advanceTimersByTime(30);
    pacer.request();
    pacer.hurry();
    vi.advanceTimersByTime(70);
    expect(framesMs).toEqual([0, 100]);
  });

  it('of dear frames is slower, so that they take their share of a core and no more', () => {
    const {pacer, framesMs} = setUp(15);
    requestFor(60, pacer);
    const gapsMs = framesMs.slice(1).map((ms, index) => ms - (framesMs[index] ?? 0));
    // Frames of 15 ms may come every 300 ms.
    expect(gapsMs.at(-1)).toBeGreaterThanOrEqual(299);
    expect(gapsMs.at(-1)).toBeLessThanOrEqual(301);
  });

  it('of the dearest frames is still two a second', () => {
    const {pacer, framesMs} = setUp(1_000);
    requestFor(60, pacer);
    expect(pacer.intervalMs).toBe(500);
    expect(framesMs.length).toBeGreaterThanOrEqual(120);
  });

  it('does not count what the main thread does between two frames', () => {
    let cpuMs = 0;
    const draw = () => {
      cpuMs += 8;
    };
    const pacer = new FramePacer(draw, 10, {now: () => Date.now(), cpu: () => cpuMs});
    for (let tenths = 0; tenths < 300; tenths++) {
      cpuMs += 5;
      pacer.request();
      vi.advanceTimersByTime(100);
    }
    expect(pacer.intervalMs).toBe(200);
  });

  it('is back at five a second when frames are cheap again', () => {
    let frameCpuMs = 50;
    let cpuMs = 0;
    const draw = () => {
      cpuMs += frameCpuMs;
    };
    const pacer = new FramePacer(draw, 10, {now: () => Date.now(), cpu: () => cpuMs});
    requestFor(30, pacer);
    expect(pacer.intervalMs).toBeGreaterThan(490);
    frameCpuMs = 1;
    requestFor(30, pacer);
    expect(pacer.intervalMs).toBe(200);
  });

  it('of any frames stays between two and five a second, at seven hundredths of a core', () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 35, noNaN: true}), (frameCpuMs) => {
        const {pacer, framesMs} = setUp(frameCpuMs);
        requestFor(30, pacer);
        // The first ten seconds are left out: there the mean is still being found.
        const late = framesMs.filter((ms) => ms >= 10_000);
        expect(late.length).toBeGreaterThanOrEqual(38);
        expect(late.length).toBeLessThanOrEqual(101);
        expect((late.length * frameCpuMs) / 20_000).toBeLessThanOrEqual(0.0735);
        pacer.stop();
      }),
      {numRuns: 20},
    );
  });
});

describe('a user who wants fewer frames', () => {
  it('gets so many, however cheap they are, also less than two a second', () => {
    for (const perSecond of [4, 1]) {
      const {pacer, framesMs} = setUp(0.1, perSecond);
      requestFor(20, pacer);
      expect(framesMs.length).toBeGreaterThanOrEqual(20 * perSecond - 1);
      expect(framesMs.length).toBeLessThanOrEqual(20 * perSecond + 1);
      pacer.stop();
    }
  });
});

describe('what the interface takes', () => {
  it('is frames and processor time of the last second or so', () => {
    const {pacer} = setUp(3);
    expect(pacer.uiUsage).toBeUndefined();
    requestFor(5, pacer);
    expect(pacer.uiUsage?.framesPerSecond).toBeCloseTo(5, 6);
    expect(pacer.uiUsage?.cores).toBeCloseTo(0.015, 6);
  });
});

describe('a pacer that was stopped', () => {
  it('does not draw the frame that was due', () => {
    const {pacer, framesMs} = setUp();
    pacer.request();
    pacer.request();
    pacer.stop();
    vi.advanceTimersByTime(1_000);
    expect(framesMs).toEqual([0]);
  });

  it('draws nothing more, whoever asks', () => {
    const {pacer, framesMs} = setUp();
    pacer.stop();
    pacer.request();
    vi.advanceTimersByTime(1_000);
    expect(framesMs).toEqual([]);
  });
});
