/** The smallest pipeline, for tests of channels: one sender, one receiver, nothing between. */
import {lookUp} from '../../../source/engine/definition/graph.ts';
import {definePipeline, done} from '../../../source/engine/index.ts';
import {StateRecord} from '../../../source/engine/memory/state-record.ts';
import {createManualPipeline} from '../../../source/engine/testing.ts';

const idle = () => ({step: () => done});

export const pair = definePipeline(
  {
    name: 'pair',
    channels: {values: {from: 'source', to: 'sink'}},
    actors: {source: {state: {remaining: 0, sums: [1, 2, 3]}}, sink: {}},
    threads: [[['source'], ['sink']]],
    throughput: 'values',
    latency: 'values',
  },
  {actors: {source: idle, sink: idle}},
);

/** Creates the pipeline without its actors. The functions make their contexts. */
export function createPair(capacityMessages = 16) {
  const manual = createManualPipeline(pair, {capacityMessages});
  const [sourceBell, sinkBell] = manual.plan.bellsI32 as [number, number];
  return {
    ...manual,
    channel: lookUp(manual.plan.channels, 'values'),
    /** Words of the doorbells, as indexes in the 32-bit view. */
    sourceBell,
    sinkBell,
    openSource: () => {
      const context = manual.context('source');
      return {context, sender: context.sender('values'), commit: () => context.commit()};
    },
    openSink: () => {
      const context = manual.context('sink');
      return {context, receiver: context.receiver('values'), commit: () => context.commit()};
    },
    /** Commits the total of an actor, as after a long run. */
    setTotal: (actor: 'source' | 'sink', total: number) => {
      const plan = lookUp(manual.plan.actors, actor);
      const state = new StateRecord(manual.memory, plan);
      state.set(lookUp(plan.positions, 'values'), total);
      state.commit();
    },
  };
}
