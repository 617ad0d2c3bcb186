/**
 * Moves a pipeline's state from one memory to another, whose rings have another size.
 *
 * The main thread calls these functions while no other thread runs, so plain copies are sufficient.
 * Everything before the rings has the same addresses in both memories. The rings are empty.
 * Positions are masked by the capacity only at an access to a message, so they need no conversion.
 */
import {actorData, type Graph, lookUp} from '../definition/graph.ts';
import {actorStates, type MemoryPlan} from './layout.ts';
import {encodeSetting} from './setting.ts';
import type {SharedMemory} from './shared.ts';

/** Writes the initial values of settings and states into a new memory. */
export function initializeMemory({f64}: SharedMemory, plan: MemoryPlan, graph: Graph): void {
  for (const [name, setting] of Object.entries(graph.data.settings ?? {})) {
    f64[lookUp(plan.settingsF64, name)] = encodeSetting(setting, setting.initial);
  }
  for (const name of graph.actors) {
    const {recordsF64, fields} = lookUp(plan.actors, name);
    for (const [field, initial] of Object.entries(actorData(graph, name).state ?? {})) {
      const values = typeof initial === 'number' ? [initial] : initial;
      f64.set(values, recordsF64[0] + lookUp(fields, field).index);
    }
  }
}

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
  resetActors(i32, plan, Object.keys(plan.actors));
}

/** Sets actors without a thread to the state `starting`. */
export function resetActors(i32: Int32Array, plan: MemoryPlan, actors: readonly string[]): void {
  for (const name of actors) {
    const {stateI32, waitingForI32} = lookUp(plan.actors, name);
    Atomics.store(i32, stateI32, actorStates.indexOf('starting'));
    Atomics.store(i32, waitingForI32, 0);
  }
}
