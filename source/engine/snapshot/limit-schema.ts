import * as v from 'valibot';
import {count, name, number} from './primitives.ts';

/** The bottleneck of the pipeline, with the measurements that identify it. */
export const limit = v.variant('kind', [
  v.object({kind: v.literal('nothing'), by: v.literal('nothing')}),
  v.object({kind: v.literal('pause'), by: v.literal('pause')}),
  /** An actor that is busy for this share of the time, and that others wait for. */
  v.object({kind: v.literal('actor'), by: name, busy: number}),
  /** The actor `by` sends beats on a schedule, which allow `perSecond` messages. */
  v.object({
    kind: v.literal('beat'),
    by: name,
    batchMessages: count,
    beatsPerSecond: number,
    perSecond: number,
  }),
  /** `to` waits for `from`, which waits itself: the hand-over between them takes the time. */
  v.object({
    kind: v.literal('handover'),
    by: v.literal('handover'),
    from: name,
    to: name,
    busy: number,
  }),
  /** There are more threads than cores, and threads wait for a free one. */
  v.object({kind: v.literal('cores'), by: v.literal('cores'), cores: count, busyCores: number}),
  /** `by` takes `slowdown` times its own best time per message: the cores may be apart. */
  v.object({kind: v.literal('apart'), by: name, slowdown: number}),
  /** The system halted the process in this share of its periods: a container's quota is used up. */
  v.object({kind: v.literal('quota'), by: v.literal('quota'), cores: count, throttled: number}),
]);
