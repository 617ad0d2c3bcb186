import {limits} from '../engine/index.ts';
import {fizzBuzzLimits} from '../fizzbuzz/index.ts';
import {kernelsFlag, modeFlag} from './fizzbuzz-flags.ts';
import {choiceFlag, type FlagValues, valueFlag} from './flags.ts';
import {anyText, decimal, integer} from './parsers.ts';
import {partFlags} from './part-flags.ts';
import {capacity, durationFlag, lanesFlag, sessionFlags} from './run-flags.ts';

const {beatPeriodDefaultMs, beatPeriodMinMs, beatPeriodMaxMs, beatsDefault, laneCapacityMessages} =
  fizzBuzzLimits;

/** The flags of a run of FizzBuzz. */
export const fizzBuzzRunFlags = {
  rate: {
    short: 'r',
    ...valueFlag(
      '<ms>',
      'heartbeat period in milliseconds, fractions allowed;\n' +
        `0 = free-running (${beatPeriodDefaultMs})`,
      decimal(
        `0 (free-running) or milliseconds from ${beatPeriodMinMs} to ${beatPeriodMaxMs}`,
        (value) => value === 0 || (value >= beatPeriodMinMs && value <= beatPeriodMaxMs),
      ),
      beatPeriodDefaultMs,
    ),
  },
  beats: {
    short: 'b',
    ...valueFlag(
      '<n>',
      `beats before shutdown; 0 = until you quit\n(${beatsDefault}; 0 with --rate 0 or --duration)`,
      integer(
        `a whole number from 0 (until you quit) to ${Number.MAX_SAFE_INTEGER}`,
        Number.isSafeInteger,
      ),
    ),
  },
  mode: modeFlag,
  capacity: valueFlag(
    '<n>',
    'messages in each large channel of a lane, a power of\ntwo, 2 to 2^26 ' +
      `(${limits.capacityDefaultMessages}; ${laneCapacityMessages} in several lanes)`,
    capacity,
  ),
  batch: valueFlag('<n>', 'messages a beat releases, 1 to capacity/2 (capacity/2)', anyText),
  threads: choiceFlag('<n>', ['auto', '1', '2', '3', '4']),
  lanes: lanesFlag,
  duration: durationFlag,
  kernels: kernelsFlag,
  ...partFlags,
  ...sessionFlags,
};

/** The values of these flags. */
export type RunValues = FlagValues<typeof fizzBuzzRunFlags>;
