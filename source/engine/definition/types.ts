/**
 * The types of a pipeline's definition, and the types that follow from one definition.
 *
 * A definition has two parts. The data describe the graph: memory layout, handles, telemetry and
 * views follow from them. The behaviour makes the actors and judges the result.
 */

import type {EdgeData} from './edge.ts';

/** A pipeline's size. */
export interface PipelineSize {
  /** Messages in each channel without a capacity of its own: a power of two from 2 to 2^26. */
  readonly capacityMessages: number;
  /** Messages of a batch: 1 to half the capacity. */
  readonly batchMessages: number;
}

/**
 * A pipeline's shape: its size, and how its actors share threads. It changes only after the
 * pipeline has drained, and needs new threads.
 */
export interface PipelineShape extends PipelineSize {
  /** The number of threads of a lane, which selects a grouping of the definition. */
  readonly threads: number;
  /** The number of lanes, 1 to 64; more than 1 only for a definition with `lanes`. */
  readonly lanes: number;
}

/** A choice of a shape, or a change of one. `auto` takes what fits the cores of the process. */
export interface ShapeChoice extends Partial<PipelineSize> {
  readonly threads?: number | 'auto';
  readonly lanes?: number | 'auto';
}

/** The shape of a run and its visible settings, by name. A choice is its word. */
export interface Settings extends PipelineShape {
  readonly [name: string]: number | string;
}

/** The settings of a profile. What it omits stays as it is. */
export interface ProfileSettings extends PipelineSize {
  readonly threads?: number | 'auto';
  readonly lanes?: number | 'auto';
  readonly [name: string]: number | string | undefined;
}

/** An edge of the graph: a ring with one sender and one receiver. */
export interface ChannelData {
  /** The actor that sends, and the actor that receives. */
  readonly from: string;
  readonly to: string;
  /**
   * Messages that the ring holds: a power of two, from 2. By default the capacity of the run, which
   * `--capacity` sets and a change of the shape changes.
   */
  readonly capacityMessages?: number;
  /** Size of a message: a multiple of 8 bytes, 8 to 1,024. @default 8 */
  readonly messageBytes?: number;
  /** The kind of wait of a receiver without messages, for reports. @default 'input' */
  readonly wait?: string;
}

/** An actor: its committed state, and the thread that it needs. */
export interface ActorData {
  /**
   * The numbers of the actor's state by name, with their initial values. Each is a number, or an
   * array of numbers of fixed length. Numbers are 64-bit floats, which are exact up to 2^53.
   */
  readonly state?: Readonly<Record<string, number | readonly number[]>>;
  /** The actor waits for files, sockets or timers: its thread keeps its event loop running. */
  readonly isAsync?: boolean;
  /** Threads without an actor of high priority give way to it when batches are long. */
  readonly priority?: 'high';
}

/** The key of a setting on the screen, with its texts. */
export interface SettingKeys {
  /** The key that moves to the next value, or two keys: to the previous and to the next one. */
  readonly keys: readonly [next: string] | readonly [previous: string, next: string];
  /** The text beside the key, and its explanation in the help. */
  readonly short: string;
  readonly long: string;
}

/** A setting that is one of several words. */
export interface ChoiceSetting extends Partial<SettingKeys> {
  readonly choices: readonly [string, ...string[]];
  readonly initial: string;
  /** State fields of an actor that count the messages of each choice, in the order of `choices`. */
  readonly counted?: {readonly actor: string; readonly fields: readonly string[]};
}

/** A setting that is a number. */
export interface NumberSetting extends Partial<SettingKeys> {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  /** The values that keys step through, ascending. */
  readonly steps?: readonly number[];
  /** The setting is a period in milliseconds. Views show it as a rate of this plural noun. */
  readonly rateOf?: string;
  /** The word for a period of 0. @default 'free-running' */
  readonly zero?: string;
  /** The setting has no effect on measurements: reports and segments leave it out. */
  readonly isHidden?: boolean;
}

/** A value that can change while the pipeline runs. Actors read it at any time. */
export type SettingData = ChoiceSetting | NumberSetting;

/** A region of the shared memory beside the rings: a histogram of durations, or some bytes. */
export type RegionData = 'histogram' | {readonly bytes: number};

/** A number of an actor's state that views show as a result. Its key is the field of the state. */
export interface CounterData {
  readonly actor: string;
  readonly label: string;
  /** The exact share of all counters, 0 to 1. Views mark a difference of three messages. */
  readonly share?: number;
}

/**
 * The pace of a pipeline whose batches are released by messages on a schedule. The sender of
 * `channel` sends them, one per period.
 */
export interface BeatData {
  readonly channel: string;
  /** The setting with the period in milliseconds; 0 for no schedule. */
  readonly period: string;
  /** The setting with the number of beats after which the run stops; `Infinity` for none. */
  readonly target: string;
  /** The state field of the sender that counts skipped beats. */
  readonly skipped: string;
  /** The region with the histogram of delays. */
  readonly lateness: string;
}

/**
 * How the pipeline runs several times side by side. A lane has actors, channels and regions of its
 * own, with names such as `worker-1`, and threads of its own.
 */
export interface LanesData {
  /**
   * The actors of which there is only one. It holds an end of its channels for each lane, and runs
   * on a thread of the first lane. @default none
   */
  readonly shared?: readonly string[];
  /** The default capacity with several lanes. @default the default with one lane */
  readonly capacityMessages?: number;
}

/** The data of a pipeline. */
export interface PipelineData {
  /** The name in titles and reports. */
  readonly name: string;
  readonly channels: Readonly<Record<string, ChannelData>>;
  readonly actors: Readonly<Record<string, ActorData>>;
  /**
   * The groupings of the actors on threads, by the run's choice of a number of threads. The first
   * grouping is the default. Each grouping lists, for each thread, the actors that share it.
   */
  readonly threads: ReadonlyArray<ReadonlyArray<readonly string[]>>;
  /**
   * The channels whose received messages are the pipeline's throughput. Limits are searched from
   * the sender of the first one.
   */
  readonly throughput: string | readonly string[];
  readonly settings?: Readonly<Record<string, SettingData>>;
  readonly regions?: Readonly<Record<string, RegionData>>;
  readonly counters?: Readonly<Record<string, CounterData>>;
  readonly beat?: BeatData;
  /** The edges to other processes. Each has an actor of its own. */
  readonly edges?: Readonly<Record<string, EdgeData>>;
  /** The channel at which the latency of messages begins; see `ActorContext.latencyProbe`. */
  readonly latency?: string;
  /** Default capacity and batch of the run. */
  readonly size?: {readonly capacityMessages: number; readonly batchMessages: number};
  /** Allows several lanes. Without it, there is always one. */
  readonly lanes?: LanesData;
  /** Named settings, which the monitor's lab offers for comparison. */
  readonly profiles?: ReadonlyArray<{readonly name: string; readonly settings: ProfileSettings}>;
  /** Reasons for which actors stop the run, besides `done`. */
  readonly stopReasons?: readonly string[];
  /** The claim that `verify` proves, in words: `sent = received, and the sum is exact`. */
  readonly proof?: string;
  /** Bytes at the start of the memory that belong to Wasm modules. @default 0 */
  readonly reservedBytes?: number;
}

/** The name of an actor of the definition `D`. */
export type ActorName<D extends PipelineData> = keyof D['actors'] & string;
/** The name of a channel of the definition `D`. */
export type ChannelName<D extends PipelineData> = keyof D['channels'] & string;
/** The name of a setting of the definition `D`. */
export type SettingName<D extends PipelineData> = keyof D['settings'] & string;
/** The name of a region of the definition `D`. */
export type RegionName<D extends PipelineData> = keyof D['regions'] & string;
/** The name of an edge of the definition `D`. */
export type EdgeName<D extends PipelineData> = keyof D['edges'] & string;
/** The name of a state field of the actor `A`. */
export type FieldName<
  D extends PipelineData,
  A extends ActorName<D>,
> = keyof D['actors'][A]['state'] & string;

/** The name of a channel to which the actor `A` sends. */
export type OutputName<D extends PipelineData, A extends ActorName<D>> = {
  [C in ChannelName<D>]: A extends D['channels'][C]['from'] ? C : never;
}[ChannelName<D>];
/** The name of a channel from which the actor `A` receives. */
export type InputName<D extends PipelineData, A extends ActorName<D>> = {
  [C in ChannelName<D>]: A extends D['channels'][C]['to'] ? C : never;
}[ChannelName<D>];

/** The committed numbers of the actor `A` as plain values. */
export type StateOf<D extends PipelineData, A extends ActorName<D>> = {
  readonly [F in FieldName<D, A>]: NonNullable<D['actors'][A]['state']>[F] extends number
    ? number
    : readonly number[];
};

/** The index of each field of an actor's state, by name; of an array, that of its first number. */
export type Fields<D extends PipelineData, A extends ActorName<D>> = {
  readonly [F in FieldName<D, A>]: number;
};

/** The value of a setting. */
export type SettingValue<D extends PipelineData, S extends SettingName<D>> = NonNullable<
  D['settings']
>[S] extends {readonly choices: readonly (infer Choice)[]}
  ? Choice
  : number;

/** A definition whose names refer to each other. A wrong name does not compile. */
export type Checked<D extends PipelineData> = D & {
  readonly channels: {
    readonly [C in ChannelName<D>]: {readonly from: ActorName<D>; readonly to: ActorName<D>};
  };
  readonly threads: ReadonlyArray<ReadonlyArray<readonly ActorName<D>[]>>;
  readonly throughput: ChannelName<D> | readonly ChannelName<D>[];
  readonly latency?: ChannelName<D>;
  readonly lanes?: {readonly shared?: readonly ActorName<D>[]};
  readonly edges?: {readonly [E in EdgeName<D>]: {readonly actor: ActorName<D>}};
  readonly counters?: {
    readonly [C in keyof D['counters']]: {readonly actor: ActorName<D>};
  };
} & {readonly [K in Exclude<keyof D, keyof PipelineData>]: never};
