/**
 * A Snapshot of a run in its sixty-first second: 30,000 beats at 500 a second, 9,652,662,016
 * messages, as in the product's example. What a test is about, it overrides.
 */
import type {Limit, Snapshot, StopReport} from '../../source/engine/index.ts';

const messages = 9_652_662_016;
const seconds = 60.01;

const limit: Limit = {
  kind: 'beat',
  by: 'heartbeat',
  batchMessages: 524_288,
  beatsPerSecond: 500,
  perSecond: 262_144_000,
};

/** FizzBuzz, as views know it. */
const pipeline: Snapshot['pipeline'] = {
  name: 'fizzbuzz',
  settings: [
    {name: 'mode', choices: ['double-buffer', 'zero-copy'], rateOf: null, zero: ''},
    {name: 'beatPeriodMs', choices: null, rateOf: 'beats', zero: 'free-running'},
  ],
  threads: [3, 1, 2, 4],
  lanesMax: 64,
  throughput: 'results',
  proof: 'generated = processed = logged, and the tallies are exact',
};

const settings: Snapshot['settings'] = {
  mode: 'double-buffer',
  beatPeriodMs: 2,
  batchMessages: 524_288,
  capacityMessages: 1_048_576,
  threads: 3,
  lanes: 1,
};

/** How a run ends when its beats are done. */
export const cleanStop: StopReport = {
  by: 'beats',
  clean: true,
  verified: true,
  mismatch: null,
  holdouts: [],
  fault: null,
};

/** A complete Snapshot of a run that is under way. */
export function fixedSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: 1,
    runId: '0b3f0c1e-6f5a-4c0d-9d3a-5f2d8e1c7a10',
    pipeline,
    state: 'running',
    stoppedBy: null,
    stop: null,
    elapsedSeconds: seconds,
    activeSeconds: seconds,
    settings,
    beat: {
      noun: 'beats',
      channel: 'beats',
      periodMs: 2,
      sent: 30_000,
      target: 30_000,
      skipped: 0,
      latenessNow: {p50Ms: 0.064, p99Ms: 1.25},
      lateness: {p50Ms: 0.064, p99Ms: 1.25},
    },
    counters: [
      {name: 'fizz', label: 'Fizz', count: 2_574_043_204, share: 4 / 15},
      {name: 'buzz', label: 'Buzz', count: 1_287_021_602, share: 2 / 15},
      {name: 'fizzbuzz', label: 'FizzBuzz', count: 643_510_802, share: 1 / 15},
      {name: 'value', label: 'Value', count: 5_148_086_408, share: 8 / 15},
    ],
    throughput: {
      messages,
      nowPerSecond: 161_000_000,
      meanPerSecond: messages / seconds,
      p50PerSecond: 162_000_000,
      peakPerSecond: 263_000_000,
    },
    latency: {p50Ms: 2.05, p99Ms: 8.19},
    modes: [
      {mode: 'double-buffer', seconds, messages, perSecond: messages / seconds},
      {mode: 'zero-copy', seconds: 0, messages: 0, perSecond: 0},
    ],
    channels: [
      {
        name: 'values',
        from: 'generator',
        to: 'worker',
        capacityMessages: 1_048_576,
        sent: messages,
        total: messages,
        fillMessages: 1_048_576,
        highWaterMessages: 1_048_576,
        fillNow: 1,
        fillP80: 1,
      },
      {
        name: 'results',
        from: 'worker',
        to: 'logger',
        capacityMessages: 1_048_576,
        sent: messages,
        total: messages,
        fillMessages: 524_288,
        highWaterMessages: 786_432,
        fillNow: 0.5,
        fillP80: 0.5,
      },
      {
        name: 'beats',
        from: 'heartbeat',
        to: 'worker',
        capacityMessages: 1_024,
        sent: 30_000,
        total: 30_000,
        fillMessages: 1,
        highWaterMessages: 256,
        fillNow: 0,
        fillP80: 0.01,
      },
    ],
    actors,
    lanes: [],
    edges: [],
    rolling: {
      seconds: 10.2,
      channels: [
        {
          name: 'values',
          from: 'generator',
          to: 'worker',
          perSecond: 64_000_000,
          fillMean: 0.95,
          fillP80: 1,
        },
        {
          name: 'results',
          from: 'worker',
          to: 'logger',
          perSecond: 64_000_000,
          fillMean: 0.61,
          fillP80: 0.5,
        },
        {
          name: 'beats',
          from: 'heartbeat',
          to: 'worker',
          perSecond: 123,
          fillMean: 0.01,
          fillP80: 0.02,
        },
      ],
      actors: [
        {name: 'heartbeat', load: 0.01, cpuCores: 0.004, cpuFrom: 'processor'},
        {name: 'generator', load: 0.12, cpuCores: 0.6, cpuFrom: 'processor'},
        {name: 'worker', load: 0.31, cpuCores: 0.312, cpuFrom: 'processor'},
        {name: 'logger', load: 0.08, cpuCores: 0.8, cpuFrom: 'busy'},
      ],
    },
    change: null,
    segments: [
      {
        settings,
        fromSeconds: 0,
        seconds,
        messages,
        perSecond: messages / seconds,
        cpuSeconds: 24.6,
        latency: {p50Ms: 2.05, p99Ms: 8.19},
        limit,
      },
    ],
    earlierSegments: 0,
    alerts: [],
    limit,
    memory: {sharedBytes: 16_908_288, residentBytes: 104_857_600},
    machine: {
      cpu: 'Example CPU @ 3.00 GHz',
      cores: 4,
      node: 'v24.21.0',
      kernels: '256',
      memoryBytes: 17_179_869_184,
    },
    log: [
      {number: 1, atSeconds: 0.02, level: 'info', text: 'Running: double-buffer, 500 beats/s'},
      {
        number: 2,
        atSeconds: 31.5,
        level: 'warn',
        text: 'Heartbeat: too late, skipped 3 beats',
      },
      {
        number: 3,
        atSeconds: 59.25,
        level: 'info',
        text:
          'Logger: 9529458688 messages processed ' +
          '(F:2541188984, B:1270594492, FB:635297246, V:5082377966)',
      },
    ],
    ...overrides,
  };
}

const noWaits = {input: 0, room: 0, beat: 0, schedule: 0, pause: 0};

const actors: Snapshot['actors'] = [
  {
    name: 'heartbeat',
    thread: 1,
    busyNow: 0.01,
    busyRatio: 0.01,
    busySeconds: 0.6,
    waitSeconds: {...noWaits, schedule: 59.4},
    waitsNow: {...noWaits, schedule: 0.99},
    batches: 30_000,
    meanBatch: 1,
    batchNow: {p50: 1, p99: 1},
    restarts: 0,
  },
  {
    name: 'generator',
    thread: 1,
    busyNow: 0.12,
    busyRatio: 0.13,
    busySeconds: 7.8,
    waitSeconds: {...noWaits, room: 52.8},
    waitsNow: {...noWaits, room: 0.88},
    batches: 18_412,
    meanBatch: 524_260,
    batchNow: {p50: 524_288, p99: 524_288},
    restarts: 0,
  },
  {
    name: 'worker',
    thread: 2,
    busyNow: 0.31,
    busyRatio: 0.3,
    busySeconds: 18.0,
    waitSeconds: {...noWaits, beat: 39.6, room: 1.8},
    waitsNow: {...noWaits, beat: 0.66, room: 0.03},
    batches: 18_412,
    meanBatch: 524_260,
    batchNow: {p50: 524_288, p99: 524_288},
    restarts: 0,
  },
  {
    name: 'logger',
    thread: 3,
    busyNow: 0.08,
    busyRatio: 0.09,
    busySeconds: 5.4,
    waitSeconds: {...noWaits, input: 55.2},
    waitsNow: {...noWaits, input: 0.92},
    batches: 20_000,
    meanBatch: 482_633,
    batchNow: {p50: 524_288, p99: 524_288},
    restarts: 0,
  },
];
