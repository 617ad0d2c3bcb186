/** The parts of the chart: the segments of a run with the settings that matter to it. Pure. */
import type {Snapshot} from '../../engine/index.ts';
import {allowedPerSecond} from '../../format/allowance.ts';

/** A part of the chart: times in seconds, and the index of the mode that was in effect. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly mode: number;
  /** What the beats allowed, in messages per second; `undefined` in a free run. */
  readonly allowed: number | undefined;
}

/** Returns the parts of the chart, in the order of time. */
export function listStretches(snapshot: Snapshot): readonly Stretch[] {
  const {segments, pipeline, activeSeconds} = snapshot;
  const mode = pipeline.settings.find(({choices}) => choices !== null);
  return segments.map((segment, index) => ({
    // Segments that the Snapshot does not list any more have the look of the first it has.
    from: index === 0 ? 0 : segment.fromSeconds,
    to: segments[index + 1]?.fromSeconds ?? activeSeconds,
    mode: Math.max(0, mode?.choices?.indexOf(String(segment.settings[mode.name])) ?? 0),
    allowed: allowedPerSecond(snapshot, segment.settings),
  }));
}
