import type {Clock} from '../base/clock.ts';
import {assert, DefinitionError} from '../base/errors.ts';
import type {Endpoint} from '../channel/endpoint.ts';
import {LatencyProbe} from '../channel/latency-probe.ts';
import {Receiver} from '../channel/receiver.ts';
import {Sender} from '../channel/sender.ts';
import {channelsOf, type Lane, laneOf, lookUp, threadOf} from '../definition/graph.ts';
import type {
  ActorName,
  Fields,
  InputName,
  OutputName,
  PipelineData,
  PipelineSize,
  RegionName,
  SettingName,
} from '../definition/types.ts';
import {EdgeCells} from '../memory/edge-cells.ts';
import {sizeBucket} from '../memory/histogram.ts';
import {type ActorPlan, batchesField} from '../memory/layout.ts';
import {Setting} from '../memory/setting.ts';
import type {SharedMemory} from '../memory/shared.ts';
import {type State, StateRecord} from '../memory/state-record.ts';
import {Outside} from './outside.ts';
import type {PipelineParts} from './parts.ts';

/**
 * All that an actor works with. An actor asks for its handles once, when it is made. Wrong names of
 * channels, fields, settings and regions do not compile.
 */
export interface ActorContext<D extends PipelineData, A extends ActorName<D>, Resources = unknown> {
  readonly memory: SharedMemory;
  /** The thread's clock, in milliseconds since the start of the run. */
  readonly clock: Clock;
  /** Capacity and batch of the run. They are constant while the actor lives. */
  readonly size: PipelineSize;
  /** What the definition's `resources` made for this thread. */
  readonly resources: Resources;
  /** The actor's numbers. They continue from the last commit, also after a crash. */
  readonly state: State;
  /** The index of each number in `state`, by name. */
  readonly fields: Fields<D, A>;
  /** Returns the sending endpoint of a channel that begins at this actor. */
  sender(channel: OutputName<D, A>): Sender;
  /** Returns the receiving endpoint of a channel that ends at this actor. */
  receiver(channel: InputName<D, A>): Receiver;
  /** Returns a shared actor's sending endpoints of a channel, one per lane. */
  senders(channel: OutputName<D, A>): readonly Sender[];
  /** Returns a shared actor's receiving endpoints of a channel, one per lane. */
  receivers(channel: InputName<D, A>): readonly Receiver[];
  setting(name: SettingName<D>): Setting;
  /** Returns the byte offset of a region. A region is not part of transactions. */
  region(name: RegionName<D>): number;
  /** The report on the edge that the definition gives to this actor; `undefined` without one. */
  readonly edge: EdgeCells | undefined;
  /** The stamps of the definition's `latency` channel. */
  readonly latencyProbe: LatencyProbe;
  /** Creates an operation outside the pipeline, for an actor with `isAsync`. */
  outside<Result>(): Outside<Result>;
  /** Whether the pipeline drains: sources are done, other actors finish what is in their inputs. */
  readonly isDraining: boolean;
  /** Whether the run stops, so that no message follows the last one, also not in another shape. */
  readonly isStopping: boolean;
  /**
   * Requests a stop of the run. The first request counts.
   * @param reason one of the definition's `stopReasons`, or `done`
   */
  requestStop(reason: string): void;
  /**
   * Counts a batch and the fills of the actor's inputs, for reports. Call it at the start of each
   * batch, before the first message is taken.
   * @param messages messages of the batch, 1 or more
   * @throws {RangeError} on any other number
   */
  startBatch(messages: number): void;
  /**
   * Ends a transaction. The numbers of `state` and the positions of all endpoints become valid
   * together, with one store. After it, the peers see the messages. Allocates nothing.
   */
  commit(): void;
}

/** What an actor's thread gives to its actors. */
export interface ThreadParts extends PipelineParts {
  readonly clock: Clock;
  readonly size: PipelineSize;
  readonly resources: unknown;
}

/** The implementation of `ActorContext`, without the types of a definition. */
export class Context {
  readonly name: string;
  readonly memory: SharedMemory;
  readonly clock: Clock;
  readonly size: PipelineSize;
  readonly resources: unknown;
  readonly state: StateRecord;
  readonly fields: Readonly<Record<string, number>>;
  readonly #parts: ThreadParts;
  readonly #plan: ActorPlan;
  readonly #lane: number;
  readonly #senders: Readonly<Record<string, Sender[]>>;
  readonly #receivers: Readonly<Record<string, Receiver[]>>;
  readonly #inputs: readonly Receiver[];
  readonly #endpoints: readonly Endpoint[];

  constructor(parts: ThreadParts, name: string) {
    this.#parts = parts;
    this.#plan = lookUp(parts.plan.actors, name);
    this.name = name;
    this.#lane = laneOf(parts.graph, name);
    this.memory = parts.memory;
    this.clock = parts.clock;
    this.size = parts.size;
    this.resources = parts.resources;
    this.state = new StateRecord(parts.memory, this.#plan);
    this.fields = Object.fromEntries(
      Object.entries(this.#plan.fields).map(([field, {index}]) => [field, index]),
    );
    const senders: Record<string, Sender[]> = {};
    const receivers: Record<string, Receiver[]> = {};
    const endpoints: Endpoint[] = [];
    for (const {name: inGraph, definedName, from, to} of channelsOf(parts.graph, name)) {
      const plan = lookUp(parts.plan.channels, inGraph);
      const field = lookUp(this.#plan.positions, inGraph);
      const isPeerLocal = threadOf(parts.graph, from) === threadOf(parts.graph, to);
      const owner = {memory: parts.memory, state: this.state, field, isPeerLocal};
      if (from === name) {
        const sender = new Sender(plan, {...owner, peerBell: this.#bellOf(to)});
        senders[definedName] = [...(senders[definedName] ?? []), sender];
        endpoints.push(sender);
      } else {
        const receiver = new Receiver(plan, {...owner, peerBell: this.#bellOf(from)});
        receivers[definedName] = [...(receivers[definedName] ?? []), receiver];
        endpoints.push(receiver);
      }
    }
    this.#senders = senders;
    this.#receivers = receivers;
    this.#inputs = Object.values(receivers).flat();
    this.#endpoints = endpoints;
  }

  get isDraining(): boolean {
    return this.#parts.control.isDraining;
  }

  get isStopping(): boolean {
    return this.#parts.control.stopReason !== undefined;
  }

  get latencyProbe(): LatencyProbe {
    const {graph, plan} = this.#parts;
    assert(graph.data.latency !== undefined, 'the definition names its latency channel');
    const {channels} = graph.lanes[this.#lane] as Lane;
    const channel = lookUp(plan.channels, lookUp(channels, graph.data.latency));
    return new LatencyProbe(this.memory, channel, plan.latencyF64[this.#lane] as number);
  }

  get edge(): EdgeCells | undefined {
    const {graph, plan} = this.#parts;
    const edges = Object.entries(graph.data.edges ?? {});
    const [name] = edges.find(([, {actor}]) => actor === this.name) ?? [];
    if (name === undefined) return undefined;
    return new EdgeCells(this.memory.f64, lookUp(plan.edgesF64, name));
  }

  sender(channel: string): Sender {
    return this.#single(this.senders(channel), channel);
  }

  receiver(channel: string): Receiver {
    return this.#single(this.receivers(channel), channel);
  }

  senders(channel: string): readonly Sender[] {
    return this.#find(this.#senders, channel, 'a channel to which it sends');
  }

  receivers(channel: string): readonly Receiver[] {
    return this.#find(this.#receivers, channel, 'a channel from which it receives');
  }

  setting(name: string): Setting {
    return new Setting(this.memory, this.#find(this.#parts.plan.settingsF64, name, 'a setting'));
  }

  region(name: string): number {
    return this.#find(this.#regions, name, 'a region').byte;
  }

  outside<Result>(): Outside<Result> {
    return new Outside(this.#bellOf(this.name));
  }

  requestStop(reason: string): void {
    this.#parts.control.requestStop(reason);
  }

  startBatch(messages: number): void {
    if (!(messages >= 1)) throw new RangeError(`a batch of ${messages} messages`);
    const {i32} = this.memory;
    for (let index = 0; index < this.#inputs.length; index++) {
      (this.#inputs[index] as Receiver).countFill();
    }
    // The counts are small integers, so that nothing is allocated even before V8 optimizes this.
    const cell = this.#plan.batchSizesI32 + sizeBucket(messages);
    i32[cell] = ((i32[cell] as number) + 1) | 0;
    this.state.add(batchesField, 1);
  }

  commit(): void {
    this.state.commit();
    let messages = 0;
    for (let index = 0; index < this.#endpoints.length; index++) {
      messages += (this.#endpoints[index] as Endpoint).publish();
    }
    this.clock.recordWork(messages);
  }

  /** Closes the channels that begin at this actor, when it is done. */
  closeOutputs(): void {
    for (const sender of Object.values(this.#senders).flat()) sender.close();
  }

  get #regions() {
    return this.#parts.plan.regions[this.#lane] ?? {};
  }

  #single<Handle>(handles: readonly Handle[], channel: string): Handle {
    const [handle] = handles;
    if (handles.length === 1 && handle !== undefined) return handle;
    const count = `${handles.length} ends of ${channel}, one for each lane`;
    throw new DefinitionError(`actor ${this.name} has ${count}; ask for all of them`);
  }

  /** Finds what an author names. A wrong name compiles in JavaScript. */
  #find<Value>(record: Readonly<Record<string, Value>>, name: string, kind: string): Value {
    const value = record[name];
    if (value !== undefined) return value;
    const names = Object.keys(record).join(', ') || 'none';
    throw new DefinitionError(`actor ${this.name}: ${name} is not ${kind}; there are: ${names}`);
  }

  #bellOf(actor: string) {
    const bell = this.#parts.bells[threadOf(this.#parts.graph, actor)];
    assert(bell !== undefined, `${actor} has a thread`);
    return bell;
  }
}
