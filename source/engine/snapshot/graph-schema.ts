/** The parts of a Snapshot that describe channels and actors. */
import * as v from 'valibot';
import {count, name, number, text, waits} from './primitives.ts';

/** One channel, over the run and now. */
export const channel = v.object({
  name,
  from: name,
  to: name,
  capacityMessages: v.pipe(count, v.minValue(1)),
  /** Messages sent and messages received, over the run. */
  sent: count,
  total: count,
  fillMessages: count,
  /** The highest fill at the start of a batch. */
  highWaterMessages: count,
  /** Median fill at the starts of batches of the last second, as a share of the capacity. */
  fillNow: count,
  /** 80th percentile of the fill at the starts of batches, over the run. */
  fillP80: count,
});

/** An edge to other processes, now. */
export const edge = v.object({
  name,
  actor: name,
  direction: v.picklist(['in', 'out']),
  channel: name,
  /** What is at the other end. */
  peer: text,
  /** Batches between the two ends, the room for them, and both as a share, 0 to 1. */
  batches: count,
  capacityBatches: count,
  fillNow: count,
  /** Messages of its channel in the last second, as a rate. */
  perSecond: number,
  /** Time from a request to its answer; null before the first. */
  roundTripMs: v.nullable(count),
  /** Batches that found no room and were sent again, over the run. */
  refused: count,
  /** Seconds since the start at which the connection was lost; null while there is one. */
  lostAtSeconds: v.nullable(count),
  /** The lane without room that holds up the actor, from 0; null for none. */
  fullLane: v.nullable(v.object({lane: count, isRead: v.boolean()})),
});

/** One actor, over the run and now. */
export const actor = v.object({
  name,
  /** The actor's thread, from 1. Actors with the same number share a thread. */
  thread: count,
  /** Share of the time that the actor worked: over the last second, and over the running time. */
  busyNow: number,
  busyRatio: number,
  /** Seconds of work, and seconds of waiting for each kind of condition, over the run. */
  busySeconds: number,
  waitSeconds: waits,
  /** Share of the last second spent waiting for each kind of condition. */
  waitsNow: waits,
  batches: count,
  meanBatch: number,
  /** Batch sizes of the last second, in messages; null without a batch. */
  batchNow: v.nullable(v.object({p50: count, p99: count})),
  /** The number of restarts of the actor's thread after it died. */
  restarts: count,
});

/** One lane, over the run and the last second. Names are those of the run and the definition. */
export const lane = v.object({
  /** Index of the lane. */
  lane: count,
  channels: v.array(
    v.object({
      name,
      definedName: name,
      /** The actors at its ends, by their names in the definition. */
      from: name,
      to: name,
      sent: count,
      total: count,
      fillMessages: count,
      perSecond: number,
    }),
  ),
  actors: v.array(v.object({name, definedName: name, thread: count, busyNow: number})),
});

/** A channel over the rolling window: its rate, and its fill as a share of the capacity. */
const rollingChannel = v.object({
  name,
  from: name,
  to: name,
  perSecond: number,
  fillMean: number,
  fillP80: number,
});

/** An actor over the rolling window. */
const rollingActor = v.object({
  name,
  /** Share of the time that the actor worked. */
  load: number,
  /** Cores used: the thread's processor time, split by the busy times of its actors. */
  cpuCores: number,
  /** `busy`: the system does not report processor time, so `cpuCores` is the load. */
  cpuFrom: v.picklist(['processor', 'busy']),
});

/**
 * The rolling window: the last ten seconds, or the part of them since the start or a pause. It
 * serves readers that look only from time to time.
 */
export const rolling = v.object({
  seconds: count,
  channels: v.array(rollingChannel),
  actors: v.array(rollingActor),
});
