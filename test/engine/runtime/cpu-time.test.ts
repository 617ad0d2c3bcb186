import {expect, test} from 'vitest';
import {CpuTimeReporter} from '../../../source/engine/runtime/cpu-time.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const isKnown = process.threadCpuUsage !== undefined;

function setUp() {
  const {memory, plan, clock} = createManualPipeline();
  const place = plan.cpuMsF64[0] as number;
  const open = () => new CpuTimeReporter(memory, place, clock);
  return {clock, open, f64: memory.f64, place};
}

function usedMs(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1_000;
}

test.skipIf(!isKnown)('a thread tells what it has used', () => {
  const {open, f64, place} = setUp();
  const before = usedMs();
  open().note();
  expect(f64[place]).toBeGreaterThanOrEqual(before);
  expect(f64[place]).toBeLessThanOrEqual(usedMs());
});

test.skipIf(!isKnown)('it tells so ten times a second, however often it is asked', () => {
  const {clock, open, f64, place} = setUp();
  const time = open();
  time.note();
  f64[place] = 0;
  clock.nowMs += 99;
  time.note();
  expect(f64[place]).toBe(0);
  clock.nowMs += 1;
  time.note();
  expect(f64[place]).toBeGreaterThan(0);
});

test.skipIf(!isKnown)('a thread that replaces a dead one adds to what that one had used', () => {
  const {open, f64, place} = setUp();
  f64[place] = 1e9;
  open().note();
  expect(f64[place]).toBeGreaterThan(1e9);
});
