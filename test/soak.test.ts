// The short form of `npm run soak`.
import {expect, test} from 'vitest';
import {sampled} from './helpers/sample.ts';
import {soak} from './helpers/soak.ts';

test.each(sampled([false, true], 1))(
  'a short soak with chaos finds no fault (interface: %s)',
  async (hasInterface) => {
    const {samples, messages, faults} = await soak({
      seconds: 1,
      samplesMin: 6,
      commandIntervalMs: 200,
      hasInterface,
      chaosMeanSeconds: 0.5,
      sampleIntervalMs: 200,
      report: () => {},
    });
    expect(faults.join('\n')).toBe('');
    expect(samples.length).toBeGreaterThanOrEqual(6);
    expect(messages).toBeGreaterThan(0);
  },
);
