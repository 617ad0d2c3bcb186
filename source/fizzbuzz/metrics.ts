import type {Snapshot} from '../engine/index.ts';

/** Reads FizzBuzz's own metrics: the name, the help text and the samples of each. */
export function readFizzBuzzMetrics({pipeline, settings, beat}: Snapshot) {
  const modes = pipeline.settings.find(({name}) => name === 'mode')?.choices ?? [];
  const sample = (value: number | undefined) => (value === undefined ? [] : [[value] as const]);
  const seconds = (ms: number | undefined) => sample(ms && ms / 1_000);
  return [
    [
      'fizzbuzz_mode',
      'The mode of the worker: 1 for the one it is in.',
      modes.map((mode) => [Number(mode === settings.mode), {mode}] as const),
    ],
    ['fizzbuzz_heartbeats_sent_total', 'Beats sent by the heartbeat.', sample(beat?.sent)],
    [
      'fizzbuzz_heartbeats_skipped_total',
      'Beats that were skipped, being too late.',
      sample(beat?.skipped),
    ],
    [
      'fizzbuzz_heartbeat_period_seconds',
      'Seconds between beats; 0 when running free.',
      seconds(beat?.periodMs),
    ],
    [
      'fizzbuzz_heartbeat_lateness_p50_seconds',
      'How late beats were sent: p50 of the run.',
      seconds(beat?.lateness?.p50Ms),
    ],
    [
      'fizzbuzz_heartbeat_lateness_p99_seconds',
      'How late beats were sent: p99 of the run.',
      seconds(beat?.lateness?.p99Ms),
    ],
  ] as const;
}
