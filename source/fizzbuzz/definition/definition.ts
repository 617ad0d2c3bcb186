import {
  type ActorContext,
  type ActorName,
  limits,
  type PipelineData,
  type PipelineView,
} from '../../engine/index.ts';
import type {Kernels} from '../kernels/kernels.ts';
import {bufferMessages, kernelDataEndByte, tallyBytes} from '../kernels/limits.ts';
import {
  beatPeriodDefaultMs,
  beatPeriodMaxMs,
  beatRateSteps,
  beatsCapacityMessages,
  laneCapacityMessages,
  milestoneSlots,
  numberingCells,
} from './limits.ts';
import {milestoneCells} from './milestones.ts';
import {profiles, shapeProfiles} from './profiles.ts';

/** The modes in which messages are processed: with copies through two buffers, or in place. */
export const modes = ['double-buffer', 'zero-copy'] as const;
/** One of `modes`. */
export type Mode = (typeof modes)[number];

/** The data of the FizzBuzz pipeline: its graph, its state and its settings. */
export const data = {
  name: 'fizzbuzz',
  channels: {
    values: {from: 'generator', to: 'worker'},
    results: {from: 'worker', to: 'logger'},
    beats: {
      from: 'heartbeat',
      to: 'worker',
      capacityMessages: beatsCapacityMessages,
      wait: 'beat',
    },
  },
  actors: {
    heartbeat: {state: {skipped: 0, periodMs: 0, anchorMs: 0, sinceAnchor: 0}},
    generator: {state: {remaining: 0}},
    worker: {
      state: {remaining: 0, mode: 0, doubleBuffer: 0, zeroCopy: 0},
      priority: 'high',
    },
    logger: {state: {remaining: 0, fizz: 0, buzz: 0, fizzbuzz: 0, value: 0}},
  },
  // lesson: troupe
  threads: [
    [['heartbeat', 'generator'], ['worker'], ['logger']],
    [['heartbeat', 'generator', 'worker', 'logger']],
    [['heartbeat', 'generator', 'logger'], ['worker']],
    [['heartbeat'], ['generator'], ['worker'], ['logger']],
  ],
  throughput: 'results',
  latency: 'values',
  settings: {
    mode: {
      choices: modes,
      initial: 'double-buffer',
      counted: {actor: 'worker', fields: ['doubleBuffer', 'zeroCopy']},
      keys: ['z'],
      short: 'zero-copy',
      long: 'switch between double-buffer and zero-copy, at the next batch',
    },
    beatPeriodMs: {
      initial: beatPeriodDefaultMs,
      min: 0,
      max: beatPeriodMaxMs,
      rateOf: 'beats',
      steps: [0, ...beatRateSteps.map((perSecond) => 1_000 / perSecond)],
      keys: ['+', '-'],
      short: 'beats',
      long: 'more or fewer beats a second: 1, 2, 5, 10 … 10,000, free-running',
    },
    beatsTarget: {
      initial: Number.POSITIVE_INFINITY,
      min: 0,
      max: Number.POSITIVE_INFINITY,
      isHidden: true,
    },
  },
  beat: {
    channel: 'beats',
    period: 'beatPeriodMs',
    target: 'beatsTarget',
    skipped: 'skipped',
    lateness: 'lateness',
  },
  counters: {
    fizz: {actor: 'logger', label: 'Fizz', share: 4 / 15},
    buzz: {actor: 'logger', label: 'Buzz', share: 2 / 15},
    fizzbuzz: {actor: 'logger', label: 'FizzBuzz', share: 1 / 15},
    value: {actor: 'logger', label: 'Value', share: 8 / 15},
  },
  regions: {
    lateness: 'histogram',
    numbering: {bytes: numberingCells * 8},
    milestones: {bytes: milestoneSlots * milestoneCells.length * 8},
    /** Memory of the kernel `tally`. */
    counts: {bytes: tallyBytes},
    /** The two buffers of double-buffer mode. */
    input: {bytes: bufferMessages * 8},
    output: {bytes: bufferMessages * 8},
  },
  size: {
    capacityMessages: limits.capacityDefaultMessages,
    batchMessages: limits.capacityDefaultMessages / 2,
  },
  lanes: {shared: ['heartbeat'], capacityMessages: laneCapacityMessages},
  profiles: [...profiles, ...shapeProfiles],
  stopReasons: ['beats'],
  proof: 'generated = processed = logged, and the tallies are exact',
  reservedBytes: kernelDataEndByte,
} as const satisfies PipelineData;

/** The names and types of the FizzBuzz pipeline. */
export type FizzBuzz = typeof data;
/** The context of one of its actors. */
export type Context<A extends ActorName<FizzBuzz>> = ActorContext<FizzBuzz, A, Kernels>;
/** Its committed numbers, as the main thread sees them. */
export type View = PipelineView<FizzBuzz>;
