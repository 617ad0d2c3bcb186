import {expect, test} from 'vitest';
import {ResidentMemory} from '../../../source/engine/telemetry/resident-memory.ts';

test('a reading that fails leaves the last value', () => {
  const readings = [1, 2, undefined, 3];
  const memory = new ResidentMemory(() => {
    const bytes = readings.shift();
    if (bytes === undefined) throw new Error('EMFILE, uv_resident_set_memory');
    return bytes;
  });
  expect([memory.read(), memory.read(), memory.read(), memory.read()]).toEqual([1, 2, 2, 3]);
});
