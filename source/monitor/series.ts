import type {Snapshot} from '../engine/index.ts';

/** History of the throughput, in messages per second. */
export interface ThroughputSeries {
  /** One value per sample of the recent past, oldest first, for sparklines. */
  readonly samples: readonly number[];
  /** One value per second of running time, oldest first, for charts. */
  readonly seconds: readonly number[];
}

/** Greatest number of samples in the history. */
export const samplesMax = 200;
/** Greatest number of seconds in the history: one hour. */
export const secondsMax = 3_600;

type Sample = Pick<Snapshot, 'activeSeconds' | 'throughput'>;

/** Returns the history after the sample `after`, which follows on `before`. */
export function appendSample(
  series: ThroughputSeries,
  before: Sample,
  after: Sample,
): ThroughputSeries {
  if (after.activeSeconds === before.activeSeconds) return series;
  // Running time never decreases, so this is another run.
  if (after.activeSeconds < before.activeSeconds) return {samples: [], seconds: []};
  const {nowPerSecond} = after.throughput;
  const samples = [...series.samples.slice(1 - samplesMax), nowPerSecond];
  // One point per second, for every second that has passed, so that marks keep their positions.
  const passed = Math.floor(after.activeSeconds) - Math.floor(before.activeSeconds);
  if (passed === 0) return {samples, seconds: series.seconds};
  const points = Array.from({length: Math.min(passed, secondsMax)}, () => nowPerSecond);
  return {samples, seconds: [...series.seconds, ...points].slice(-secondsMax)};
}
