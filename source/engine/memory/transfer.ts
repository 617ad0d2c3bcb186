/**
 * Moves a pipeline's state from one memory to another, whose rings have another size.
 *
 * The main thread calls these functions while no other thread runs, so plain copies are sufficient.
 * Everything before the rings has the same addresses in both memories. The rings are empty.
 * Positions are masked by the capacity only at an access to a word, so they need no conversion.
 */
import {actorStates, type MemoryPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/** Copies everything before the rings, whose start `ringsByte` is the same in both memories. */
export function copyState(from: SharedMemory, to: SharedMemory, {ringsByte}: MemoryPlan): void {
  const state = new Uint8Array(from.memory.buffer, 0, ringsByte);
  new Uint8Array(to.memory.buffer, 0, ringsByte).set(state);
}

/** Opens the channels of a drained pipeline again, and sets its actors to the state `starting`. */
export function reopenChannels({i32, f64}: SharedMemory, plan: MemoryPlan): void {
  for (const channel of Object.values(plan.channels)) {
    Atomics.store(i32, channel.closedI32, 0);
    f64[channel.highWaterF64] = 0;
  }
  for (const actor of Object.values(plan.actors)) {
    Atomics.store(i32, actor.stateI32, actorStates.indexOf('starting'));
    Atomics.store(i32, actor.waitingForI32, 0);
  }
}
