import {type Mode, modes} from '../shape.ts';
import type {ControlPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/**
 * The reasons for which a run ends. A code in memory is the index in this list plus one. The code 0
 * means that no stop was requested.
 */
export const stopReasons = [
  'beats',
  'duration',
  'key',
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'fault',
] as const;
/** One of `stopReasons`. */
export type StopReason = (typeof stopReasons)[number];

/**
 * The command words in shared memory. They control actors that are busy or asleep, because such
 * actors never process an event.
 *
 * The main thread writes the words, with two exceptions. The stop word is written by the first part
 * that requests a stop, which can be the heartbeat. The command version is raised by each part that
 * changes a command. Every actor reads the words at its next batch.
 *
 * A change stores the word first and raises the command version afterwards. A sleeping thread or a
 * heartbeat that reads the new version therefore also reads the new command. Each change rings all
 * doorbells last.
 */
export class Control {
  readonly #i32: Int32Array;
  readonly #f64: Float64Array;
  readonly #plan: ControlPlan;
  readonly #ringAll: () => void;

  /** @param ringAll wakes every thread; is called after each change */
  constructor(memory: SharedMemory, plan: ControlPlan, ringAll: () => void) {
    this.#i32 = memory.i32;
    this.#f64 = memory.f64;
    this.#plan = plan;
    this.#ringAll = ringAll;
  }

  /** The command version. Equal versions mean that no command was given in between. */
  get generation(): number {
    return Atomics.load(this.#i32, this.#plan.generationI32);
  }

  /**
   * Whether actors may work: the run has started and is not paused. Actors also work while the
   * pipeline drains, even in a pause.
   */
  get mayRun(): boolean {
    if (this.isDraining) return true;
    return (
      Atomics.load(this.#i32, this.#plan.startedI32) === 1 &&
      Atomics.load(this.#i32, this.#plan.pausedI32) === 0
    );
  }

  /**
   * Whether the pipeline drains: for a stop, or to continue in other rings. Each actor agrees when
   * its work is done.
   */
  get isDraining(): boolean {
    return (
      Atomics.load(this.#i32, this.#plan.stopI32) !== 0 ||
      Atomics.load(this.#i32, this.#plan.drainForResizeI32) === 1
    );
  }

  /** The reason of the first stop request, or `undefined` before a request. */
  get stopReason(): StopReason | undefined {
    return stopReasons[Atomics.load(this.#i32, this.#plan.stopI32) - 1];
  }

  /** Index of the mode in `modes`. It is a number, so that hot code compares numbers. */
  get modeIndex(): number {
    return Atomics.load(this.#i32, this.#plan.modeI32);
  }

  get mode(): Mode {
    return modes[this.modeIndex] as Mode;
  }

  get isPaused(): boolean {
    return Atomics.load(this.#i32, this.#plan.pausedI32) === 1;
  }

  /**
   * Milliseconds between beats; 0 for a free run. The cell has one writer and is aligned, so reads
   * are never torn.
   */
  get beatPeriodMs(): number {
    return this.#f64[this.#plan.beatPeriodF64] as number;
  }

  /** Number of beats after which the heartbeat requests a stop; `Infinity` for no limit. */
  get beatsTarget(): number {
    return this.#f64[this.#plan.beatsTargetF64] as number;
  }

  start(): void {
    this.#command(this.#plan.startedI32, 1);
  }

  setPaused(paused: boolean): void {
    this.#command(this.#plan.pausedI32, paused ? 1 : 0);
  }

  setMode(mode: Mode): void {
    this.#command(this.#plan.modeI32, modes.indexOf(mode));
  }

  setBeatPeriodMs(periodMs: number): void {
    this.#f64[this.#plan.beatPeriodF64] = periodMs;
    this.#announce();
  }

  setBeatsTarget(beats: number): void {
    this.#f64[this.#plan.beatsTargetF64] = beats;
    this.#announce();
  }

  /** Starts or ends the draining of the pipeline. */
  setDraining(emptying: boolean): void {
    this.#command(this.#plan.drainForResizeI32, emptying ? 1 : 0);
  }

  /** Requests a stop. The first reason counts. Returns whether this request was the first. */
  requestStop(reason: StopReason): boolean {
    const code = stopReasons.indexOf(reason) + 1;
    const isFirst = Atomics.compareExchange(this.#i32, this.#plan.stopI32, 0, code) === 0;
    this.#announce();
    return isFirst;
  }

  #command(index: number, value: number): void {
    Atomics.store(this.#i32, index, value);
    this.#announce();
  }

  /**
   * Raises the command version, after the command's word was stored. A reader of the new version
   * therefore also reads the command.
   */
  #announce(): void {
    Atomics.add(this.#i32, this.#plan.generationI32, 1);
    this.#ringAll();
  }
}
