import {expect, test} from 'vitest';
import {CpuTimeReporter} from '../../../source/engine/runtime/cpu-time.ts';
import {createPair} from '../channel/pair.ts';

const isKnown = process.threadCpuUsage !== undefined;

function setUp() {
  const parts = createPair();
  const {clock, memory, plan} = parts;
  const cell = plan.cpuMsF64[1] as number;
  return {clock, cell, f64: memory.f64, open: () => new CpuTimeReporter(parts, 1)};
}

function usedMs(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1_000;
}

test.skipIf(!isKnown)('a thread reports what it has used', () => {
  const {open, f64, cell} = setUp();
  const before = usedMs();
  open().update();
  expect(f64[cell]).toBeGreaterThanOrEqual(before);
  expect(f64[cell]).toBeLessThanOrEqual(usedMs());
});

test.skipIf(!isKnown)('it reports ten times per second, however often it is asked', () => {
  const {clock, open, f64, cell} = setUp();
  const time = open();
  time.update();
  f64[cell] = 0;
  clock.nowMs += 99;
  time.update();
  expect(f64[cell]).toBe(0);
  clock.nowMs += 1;
  time.update();
  expect(f64[cell]).toBeGreaterThan(0);
});

test.skipIf(!isKnown)('at its end it reports in any case', () => {
  const {open, f64, cell} = setUp();
  const time = open();
  time.update();
  f64[cell] = 0;
  time.flush();
  expect(f64[cell]).toBeGreaterThan(0);
});

test.skipIf(!isKnown)('a thread that replaces a dead one adds to what that one had used', () => {
  const {open, f64, cell} = setUp();
  f64[cell] = 1e9;
  open().update();
  expect(f64[cell]).toBeGreaterThan(1e9);
});
