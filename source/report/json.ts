import type {Snapshot} from '../engine/index.ts';

/**
 * Formats the summary of a run, given its last Snapshot, as one JSON object on one line with its
 * line break. Names and meanings are stable. Additions do not change the schema.
 */
export function toJsonReport(snapshot: Snapshot): string {
  const {stop, throughput, memory} = snapshot;
  const report = {
    schema: snapshot.schema,
    stoppedBy: stop?.by ?? null,
    clean: stop?.clean ?? false,
    verified: stop?.verified ?? false,
    fault: stop?.fault ?? null,
    holdouts: stop?.holdouts ?? [],
    elapsedSeconds: snapshot.elapsedSeconds,
    activeSeconds: snapshot.activeSeconds,
    messages: snapshot.messages,
    tallies: snapshot.tallies,
    heartbeats: snapshot.heartbeats,
    beats: snapshot.beat,
    batch: snapshot.batchMessages,
    throughputPerSecond: {
      mean: throughput.meanPerSecond,
      p50: throughput.p50PerSecond,
      peak: throughput.peakPerSecond,
    },
    latency: snapshot.latency,
    modes: snapshot.modes,
    segments: snapshot.segments.map(({capacityMessages, batchMessages, ...segment}) => ({
      capacity: capacityMessages,
      batch: batchMessages,
      ...segment,
    })),
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
    memory,
    machine: snapshot.machine,
  };
  return `${JSON.stringify(report)}\n`;
}
