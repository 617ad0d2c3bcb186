/**
 * The engine's public interface. An author defines a pipeline; a client starts a run of it,
 * observes its Snapshots, controls it and awaits its end.
 */

export {type Actor, done} from './actor/actor.ts';
export type {ActorContext} from './actor/context.ts';
export {
  type AnyPipeline,
  type Behaviour,
  definePipeline,
  isPipeline,
  type Pipeline,
} from './actor/define.ts';
export type {Outside} from './actor/outside.ts';
export {createSink, createSource, createStage, type StageContext} from './actor/stages.ts';
export {
  AddressSpaceError,
  DefinitionError,
  errorMessage,
  FatalError,
  OutOfMemoryError,
} from './base/errors.ts';
export * as limits from './base/limits.ts';
export {type ProcessorShare, readProcessorShare} from './base/processor-share.ts';
export {AllOf, AnyOf, type Condition, Schedule} from './channel/condition.ts';
export type {Endpoint} from './channel/endpoint.ts';
export type {LatencyProbe} from './channel/latency-probe.ts';
export type {Receiver} from './channel/receiver.ts';
export type {Sender} from './channel/sender.ts';
export type {Slice} from './channel/slice.ts';
export type {EdgeData, EdgeReading} from './definition/edge.ts';
export {countAllThreads, lanePerCore} from './definition/lanes.ts';
export {
  formatLanes,
  formatSetting,
  formatSettings,
  formatSettingsChange,
  formatThreads,
  isBatchHalf,
  isSameSettings,
  type SettingReport,
} from './definition/settings.ts';
export type {
  ActorData,
  ActorName,
  BeatData,
  ChannelData,
  ChannelName,
  ChoiceSetting,
  CounterData,
  EdgeName,
  FieldName,
  InputName,
  LanesData,
  NumberSetting,
  OutputName,
  PipelineData,
  PipelineShape,
  PipelineSize,
  ProfileSettings,
  RegionData,
  RegionName,
  SettingData,
  SettingName,
  Settings,
  ShapeChoice,
  StateOf,
} from './definition/types.ts';
export type {
  AlertRule,
  ChannelTotals,
  LogEntry,
  PipelineView,
  PipelineWindow,
} from './definition/view.ts';
export {checkAddressSpace} from './memory/address-space.ts';
export {EdgeCells} from './memory/edge-cells.ts';
export {addToHistogram} from './memory/histogram.ts';
export type {Resume} from './memory/resume.ts';
export type {Setting} from './memory/setting.ts';
export {allocateMemory, type SharedMemory} from './memory/shared.ts';
export type {State} from './memory/state-record.ts';
export type {Engine, RunOptions, SnapshotSource} from './run/api.ts';
export {completeShape} from './run/shape.ts';
export {isAnotherRun, type RunMoment} from './snapshot/identity.ts';
export type {
  ActorReport,
  AlertReport,
  BeatReport,
  ChangeMetrics,
  ChangeReport,
  ChannelReport,
  CounterReport,
  EdgeReport,
  LaneReport,
  Limit,
  LogLine,
  MachineReport,
  ModeReport,
  Percentiles,
  RollingActor,
  RollingChannel,
  RollingReport,
  SegmentReport,
  Snapshot,
  StopReport,
  ThroughputReport,
} from './snapshot/types.ts';
export {
  type LogLevel,
  logLevels,
  type RunState,
  runStates,
  snapshotSchema,
} from './snapshot/vocabulary.ts';
export {startPipeline} from './start-pipeline.ts';
