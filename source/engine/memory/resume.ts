import {DefinitionError} from '../base/errors.ts';
import {type Graph, lookUp} from '../definition/graph.ts';
import type {ActorPlan, MemoryPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';

/**
 * The numbers from which a run continues what an earlier process began. All channels are empty at
 * this point: what was sent to a channel was received from it.
 */
export interface Resume {
  /** Messages of channels so far, by name; 0 by default. Whole numbers up to 2^53. */
  readonly channels?: Readonly<Record<string, number>>;
  /** Numbers of actors, by actor and field. The definition has those that are left out. */
  readonly states?: Readonly<Record<string, Readonly<Record<string, number | readonly number[]>>>>;
}

/**
 * Writes the numbers of an earlier process into a new memory, before threads are started.
 * @throws {DefinitionError} if the pipeline does not have one of the names
 */
export function resume(
  {i32, f64}: SharedMemory,
  plan: MemoryPlan,
  graph: Graph,
  {channels = {}, states = {}}: Resume,
): void {
  const actorPlan = (name: string) => find(plan.actors, name, 'an actor');
  const write = ({recordsF64}: ActorPlan, index: number, values: readonly number[]) =>
    f64.set(values, recordsF64[0] + index);
  for (const [name, total] of Object.entries(channels)) {
    const {spec, readI32, writtenI32} = find(plan.channels, name, 'a channel');
    for (const actor of [spec.from, spec.to]) {
      const owner = actorPlan(actor);
      write(owner, lookUp(owner.positions, name), [total]);
    }
    Atomics.store(i32, writtenI32, total | 0);
    Atomics.store(i32, readI32, total | 0);
  }
  for (const [actor, fields] of Object.entries(states)) {
    const owner = actorPlan(actor);
    for (const [field, value] of Object.entries(fields)) {
      write(owner, find(owner.fields, field, `in the state of ${actor}`).index, [value].flat());
    }
  }

  function find<Value>(record: Readonly<Record<string, Value>>, name: string, kind: string) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (value !== undefined) return value;
    throw new DefinitionError(
      `pipeline ${graph.data.name} cannot continue: ${name} is not ${kind}`,
    );
  }
}
