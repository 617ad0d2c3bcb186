import type {Snapshot} from '../engine/index.ts';
import {isFizzBuzz, toFizzBuzzFields} from '../fizzbuzz/report.ts';

/**
 * Formats the summary of a run, given its last Snapshot, as one JSON object on one line with its
 * line break. Names and meanings are stable. Additions do not change the schema.
 */
export function toJsonReport(snapshot: Snapshot): string {
  const {stop, throughput} = snapshot;
  const {results, segments} = toPipelineFields(snapshot);
  const report = {
    schema: snapshot.schema,
    stoppedBy: stop?.by ?? null,
    clean: stop?.clean ?? false,
    verified: stop?.verified ?? false,
    mismatch: stop?.mismatch ?? null,
    fault: stop?.fault ?? null,
    holdouts: stop?.holdouts ?? [],
    elapsedSeconds: snapshot.elapsedSeconds,
    activeSeconds: snapshot.activeSeconds,
    ...results,
    beats: snapshot.beat,
    batch: snapshot.settings.batchMessages,
    throughputPerSecond: {
      mean: throughput.meanPerSecond,
      p50: throughput.p50PerSecond,
      peak: throughput.peakPerSecond,
    },
    latency: snapshot.latency,
    modes: snapshot.modes,
    segments,
    earlierSegments: snapshot.earlierSegments,
    alerts: snapshot.alerts,
    channels: snapshot.channels.map((channel) => ({
      name: channel.name,
      from: channel.from,
      to: channel.to,
      capacity: channel.capacityMessages,
      total: channel.total,
      fillP80: channel.fillP80,
      highWater: channel.highWaterMessages,
    })),
    actors: snapshot.actors.map(({name, thread, busyRatio, batches, meanBatch, restarts}) => ({
      name,
      thread,
      busyRatio,
      batches,
      meanBatch,
      restarts,
    })),
    memory: snapshot.memory,
    machine: snapshot.machine,
    runId: snapshot.runId,
    threads: snapshot.settings.threads,
    lanes: snapshot.settings.lanes,
    eachLane: snapshot.lanes.map(({lane, channels}) => ({
      lane,
      channels: channels.map(({name, sent, total}) => ({name, sent, total})),
    })),
  };
  return `${JSON.stringify(report)}\n`;
}

/** Returns the results and the segments; those of FizzBuzz in the form that its readers know. */
function toPipelineFields(snapshot: Snapshot) {
  if (isFizzBuzz(snapshot)) {
    const {messages, tallies, heartbeats, segments} = toFizzBuzzFields(snapshot);
    return {
      results: {messages, tallies, heartbeats},
      segments: segments.map(({capacityMessages, batchMessages, settings, ...segment}) => ({
        capacity: capacityMessages,
        batch: batchMessages,
        ...segment,
        threads: settings.threads,
        lanes: settings.lanes,
      })),
    };
  }
  const {pipeline, settings, counters, segments} = snapshot;
  return {
    results: {pipeline: pipeline.name, settings, counters},
    segments: segments.map((segment) => ({
      capacity: segment.settings.capacityMessages,
      batch: segment.settings.batchMessages,
      ...segment,
    })),
  };
}
