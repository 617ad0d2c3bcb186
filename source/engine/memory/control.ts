/**
 * The command words: how the outside steers actors that are busy or asleep and would never see an event.
 *
 * Written by the main thread (the stop word by whoever asks first, the heartbeat included; the generation by whoever changed something); read by every actor at
 * its next batch. Each change raises the generation, after the word itself, so that a sleeper or a heartbeat that has
 * seen the new generation also sees the command. Whoever changes something rings every bell afterwards.
 */
import {type Mode, modes} from '../shape.ts';
import type {ControlPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/** Why a run ended; a code in memory is the place in this list plus one, 0 is "nobody asked". */
export const stopReasons = [
  'beats',
  'duration',
  'key',
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'fault',
] as const;
export type StopReason = (typeof stopReasons)[number];

export class Control {
  readonly #i32: Int32Array;
  readonly #f64: Float64Array;
  readonly #plan: ControlPlan;
  readonly #ringAll: () => void;

  /** @param ringAll wakes every thread; called after each change */
  constructor(memory: SharedMemory, plan: ControlPlan, ringAll: () => void) {
    this.#i32 = memory.i32;
    this.#f64 = memory.f64;
    this.#plan = plan;
    this.#ringAll = ringAll;
  }

  /** Changes with each command; equal generations mean that nothing was said in between. */
  get generation(): number {
    return Atomics.load(this.#i32, this.#plan.generationI32);
  }

  /** True while actors may work: started, and not paused unless the pipeline must drain. */
  get mayRun(): boolean {
    if (this.isDraining) return true;
    return (
      Atomics.load(this.#i32, this.#plan.startedI32) === 1 &&
      Atomics.load(this.#i32, this.#plan.pausedI32) === 0
    );
  }

  /** Whether the pipeline is to drain: for a stop, or to go on in other rings. Each actor then agrees when it is done. */
  get isDraining(): boolean {
    return (
      Atomics.load(this.#i32, this.#plan.stopI32) !== 0 ||
      Atomics.load(this.#i32, this.#plan.drainForResizeI32) === 1
    );
  }

  get stopReason(): StopReason | undefined {
    return stopReasons[Atomics.load(this.#i32, this.#plan.stopI32) - 1];
  }

  /** Place of the mode in `modes`, as a number so that hot code compares numbers. */
  get modeIndex(): number {
    return Atomics.load(this.#i32, this.#plan.modeI32);
  }

  get mode(): Mode {
    return modes[this.modeIndex] as Mode;
  }

  get isPaused(): boolean {
    return Atomics.load(this.#i32, this.#plan.pausedI32) === 1;
  }

  /** Milliseconds between beats, 0 for a free run. It has one writer and is aligned, so it is never torn. */
  get beatPeriodMs(): number {
    return this.#f64[this.#plan.beatPeriodF64] as number;
  }

  /** Beats after which the heartbeat asks for a stop; `Infinity` for never. */
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

  /** Lets the pipeline drain, or go on. */
  setDraining(emptying: boolean): void {
    this.#command(this.#plan.drainForResizeI32, emptying ? 1 : 0);
  }

  /** Asks for a stop. The first reason counts; returns whether this was it. */
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

  /** The generation is raised after the command's word: whoever sees it sees the command. */
  #announce(): void {
    Atomics.add(this.#i32, this.#plan.generationI32, 1);
    this.#ringAll();
  }
}
