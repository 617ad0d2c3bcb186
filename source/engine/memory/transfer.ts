/**
 * A pipeline's state moves from one memory into another, whose rings have another size.
 *
 * Done by the main thread while no other thread runs, so plain copies do. All that stands before the rings has the same place in
 * both; the rings are empty, and positions are masked by the capacity only where a word is read or written, so nothing of
 * them has to be converted.
 */
import {actorStates, type MemoryPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/** Copies all that stands before the rings. */
export function copyState(from: SharedMemory, to: SharedMemory, {ringsByte}: MemoryPlan): void {
  const state = new Uint8Array(from.memory.buffer, 0, ringsByte);
  new Uint8Array(to.memory.buffer, 0, ringsByte).set(state);
}

/** Opens the channels of a drained pipeline again, and says of its actors that they are about to start. */
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
