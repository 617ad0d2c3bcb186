import {expect, test} from 'vitest';
import {describeRoundTrips, RoundTripMeter, wereApart} from '../../source/measure/round-trip.ts';
import {longTest} from '../helpers/sample.ts';

longTest('a round trip is measured again and again, also after the thread has slept', async () => {
  const meter = new RoundTripMeter();
  for (let time = 0; time < 3; time++) {
    const ns = await meter.measure();
    expect(ns).toBeGreaterThan(1);
    expect(ns).toBeLessThan(1e9);
  }
  await meter.close();
});

test('rounds are marked in which the cores were apart, before or after', () => {
  expect(wereApart([60, 80])).toBe(false);
  expect(wereApart([60, 335])).toBe(true);
  const near = [60, 70];
  expect(describeRoundTrips([near, near])).toBe(
    'round trip of a cache line 65 ns (60 to 70): the cores were near in all rounds',
  );
  expect(describeRoundTrips([near, [335, 60], near])).toBe(
    'round trip of a cache line 65 ns (60 to 335): the cores were apart in 1 of 3 rounds (2)',
  );
  expect(describeRoundTrips([])).toMatch(/not measured/);
});
