import {expect, test} from 'vitest';
import {createSteadyReading} from '../../../source/engine/base/steady-reading.ts';

test('a reading that fails leaves the last value', () => {
  const readings = [1, 2, undefined, 3];
  const read = createSteadyReading(() => {
    const bytes = readings.shift();
    if (bytes === undefined) throw new Error('EMFILE, uv_resident_set_memory');
    return bytes;
  }, 0);
  expect([read(), read(), read(), read()]).toEqual([1, 2, 2, 3]);
});
