import {lookUp} from '../definition/graph.ts';
import type {PipelineData} from '../definition/types.ts';
import type {ControlPlan, MemoryPlan} from './layout.ts';
import {decodeSetting, encodeSetting} from './setting.ts';
import type {SharedMemory} from './shared.ts';

/** The reasons for which any run ends. A definition adds reasons of its actors. */
const commonStopReasons = [
  'done',
  'duration',
  'key',
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGPIPE',
  'fault',
];

/**
 * The command words in shared memory. They control actors that are busy or asleep, because such
 * actors never process an event.
 *
 * The main thread writes the words, with two exceptions. The stop word is written by the first part
 * that requests a stop, which can be an actor. The command version is raised by each part that
 * changes a command. Every actor reads the words at its next batch.
 *
 * A change stores the word first and raises the command version afterwards. A sleeping thread or an
 * actor that reads the new version therefore also reads the new command. Each change rings all
 * doorbells last.
 */
export class Control {
  readonly #i32: Int32Array;
  readonly #f64: Float64Array;
  readonly #words: ControlPlan;
  readonly #settingsF64: MemoryPlan['settingsF64'];
  readonly #data: PipelineData;
  /** A code in memory is the index in this list plus one. 0 means that no stop was requested. */
  readonly #stopReasons: readonly string[];
  readonly #ringAll: () => void;
  /** The version of the commands that the two fields below follow from. */
  #knownVersion: number;
  #isDraining = false;
  #mayRun = false;

  /** @param ringAll wakes every thread; is called after each change */
  constructor(memory: SharedMemory, plan: MemoryPlan, data: PipelineData, ringAll: () => void) {
    this.#i32 = memory.i32;
    this.#f64 = memory.f64;
    this.#words = plan.control;
    this.#settingsF64 = plan.settingsF64;
    this.#data = data;
    this.#stopReasons = [...commonStopReasons, ...(data.stopReasons ?? [])];
    this.#ringAll = ringAll;
    this.#knownVersion = this.version;
    this.#readCommands();
  }

  /** The command version. Equal versions mean that no command was given in between. */
  get version(): number {
    return Atomics.load(this.#i32, this.#words.versionI32);
  }

  /**
   * The command version, possibly an old one: a cheap look between two steps. V8 calls a function
   * for an atomic load. The plain load may be late, but a later one sees the version.
   */
  get recentVersion(): number {
    this.#refresh();
    return this.#knownVersion;
  }

  /**
   * Whether actors may work, as of `recentVersion`: the run has started and is not paused. Actors
   * also work while the pipeline drains, even in a pause.
   */
  get mayRun(): boolean {
    this.#refresh();
    return this.#mayRun;
  }

  /**
   * Whether the pipeline drains, as of `recentVersion`: for a stop, or to continue in another
   * shape. Each actor is done when its work is done.
   */
  get isDraining(): boolean {
    this.#refresh();
    return this.#isDraining;
  }

  #refresh(): void {
    if (this.#i32[this.#words.versionI32] === this.#knownVersion) return;
    // The words are loaded after the version, and were stored before it.
    this.#knownVersion = this.version;
    this.#readCommands();
  }

  #readCommands(): void {
    this.#isDraining =
      Atomics.load(this.#i32, this.#words.stopI32) !== 0 ||
      Atomics.load(this.#i32, this.#words.drainForReshapeI32) === 1;
    const isStarted = Atomics.load(this.#i32, this.#words.startedI32) === 1;
    this.#mayRun = this.#isDraining || (isStarted && !this.isPaused);
  }

  /** The reason of the first stop request, or `undefined` before a request. */
  get stopReason(): string | undefined {
    return this.#stopReasons[Atomics.load(this.#i32, this.#words.stopI32) - 1];
  }

  get isPaused(): boolean {
    return Atomics.load(this.#i32, this.#words.pausedI32) === 1;
  }

  /** Returns the present value of a setting; of a choice, its word. */
  get(name: string): number | string {
    const encoded = this.#f64[lookUp(this.#settingsF64, name)] as number;
    return decodeSetting(lookUp(this.#data.settings ?? {}, name), encoded);
  }

  /**
   * Changes a setting.
   * @throws {RangeError} if the setting does not accept the value
   */
  set(name: string, value: number | string): void {
    const encoded = encodeSetting(lookUp(this.#data.settings ?? {}, name), value);
    this.#f64[lookUp(this.#settingsF64, name)] = encoded;
    this.#notify();
  }

  start(): void {
    this.#command(this.#words.startedI32, 1);
  }

  setPaused(paused: boolean): void {
    this.#command(this.#words.pausedI32, paused ? 1 : 0);
  }

  /** Starts or ends the draining of the pipeline for another shape. */
  setDraining(draining: boolean): void {
    this.#command(this.#words.drainForReshapeI32, draining ? 1 : 0);
  }

  /** Requests a stop. The first reason counts. Returns whether this request was the first. */
  requestStop(reason: string): boolean {
    const code = this.#stopReasons.indexOf(reason) + 1;
    if (code === 0) throw new Error(`${reason} is not a stop reason of this pipeline`);
    const isFirst = Atomics.compareExchange(this.#i32, this.#words.stopI32, 0, code) === 0;
    this.#notify();
    return isFirst;
  }

  #command(index: number, value: number): void {
    Atomics.store(this.#i32, index, value);
    this.#notify();
  }

  /**
   * Raises the command version, after the command's word was stored. A reader of the new version
   * therefore also reads the command.
   */
  #notify(): void {
    Atomics.add(this.#i32, this.#words.versionI32, 1);
    this.#refresh();
    this.#ringAll();
  }
}
