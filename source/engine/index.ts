/**
 * The engine's public interface. A client starts a run, observes its Snapshots, controls it and
 * awaits its end.
 */

export type {Engine, EngineOptions, SnapshotSource} from './api.ts';
export {formatBeatRate} from './beat-rate.ts';
export {startEngine} from './engine.ts';
export {AddressSpaceError, KernelsUnavailableError, OutOfMemoryError} from './errors.ts';
export {type ActorName, actorNames, type ChannelName, channelNames} from './graph.ts';
export {type KernelWidth, kernelWidths} from './kernels/kernels.ts';
export {type KernelRates, kernelRatesMeter} from './kernels/rates.ts';
export {selectKernels} from './kernels/select.ts';
export * as limits from './limits.ts';
export {describeMachine} from './machine.ts';
export {type StopReason, stopReasons} from './memory/control.ts';
export {type WaitKind, waitKinds} from './memory/layout.ts';
export {type Profile, profiles} from './profiles.ts';
export {isBatchHalf, type Mode, modes, type PipelineSize, type Settings} from './shape.ts';
export {expectedTallies, formatTallies, type Tallies} from './tallies.ts';
export {type AlertKind, alertKinds} from './telemetry/alerts.ts';
export type {Limit} from './telemetry/bottleneck.ts';
export {type LogLevel, type LogLine, logLevels} from './telemetry/log.ts';
export type {
  ActorReport,
  AlertReport,
  BeatReport,
  ChangeMetrics,
  ChangeReport,
  ChannelReport,
  Holdout,
  MachineReport,
  MemoryReport,
  ModeReport,
  Percentiles,
  RollingActor,
  RollingChannel,
  RollingReport,
  RunState,
  SegmentReport,
  SizePercentiles,
  Snapshot,
  StopReport,
  ThroughputReport,
} from './telemetry/snapshot.ts';
export {runStates} from './telemetry/snapshot.ts';
