/** Two simulated threads, whose actors send numbers through a channel and check them. */
import {lookUp} from '../../../source/engine/definition/graph.ts';
import {
  type Actor,
  type AnyPipeline,
  type Condition,
  definePipeline,
  done,
  type Receiver,
  type Sender,
  type SharedMemory,
  type Slice,
} from '../../../source/engine/index.ts';
import {createScheduler} from '../../../source/engine/runtime/host.ts';
import {createManualPipeline, SimulatedThread} from '../../../source/engine/testing.ts';

export interface Traffic {
  readonly capacity: number;
  readonly total: number;
  /** Words that an endpoint waits for, and hands over, at a time. */
  readonly sent: number;
  readonly received: number;
}

interface Handles<End> {
  readonly memory: SharedMemory;
  readonly values: End;
  readonly commit: () => void;
}

/** Index of word `index` of a slice in the 32-bit view. */
const cellOf = (slice: Slice, index: number) => slice.offsetOf(index) / 4;

/** Throws unless `isRight`. Much faster than `expect`: each thread runs it for each operation. */
function assertThat(isRight: boolean, fault: string): void {
  if (!isRight) throw new Error(fault);
}

/** Checks that a wait ends only at its threshold, or when the channel is closed. */
class Patience {
  #waiting: Condition | undefined;

  begin(condition: Condition): Condition {
    this.#waiting = condition;
    return condition;
  }

  check(isClosed: boolean): void {
    if (this.#waiting !== undefined)
      assertThat(isClosed || this.#waiting.isMet(), 'a wait ends early');
    this.#waiting = undefined;
  }
}

/** Sends 1, 2, 3 …, as many as are still to be sent by what is committed. */
function createSource({memory, values, commit}: Handles<Sender>, {total, sent}: Traffic): Actor {
  const {i32} = memory;
  const room = values.whenVacant(sent);
  const patience = new Patience();
  return {
    step() {
      patience.check(false);
      const next = values.total;
      if (next === total) return done;
      const count = Math.min(sent, total - next);
      if (values.vacant(sent) < sent) return patience.begin(room);
      const slice = values.poke(count);
      for (let index = 0; index < count; index++) {
        Atomics.store(i32, cellOf(slice, index), next + index + 1);
      }
      values.advance(count);
      commit();
      return undefined;
    },
  };
}

/** Takes what is sent and checks that it is the next number. */
function createSink({memory, values, commit}: Handles<Receiver>, {received}: Traffic): Actor {
  const {i32} = memory;
  const enough = values.whenAvailable(received);
  const patience = new Patience();
  return {
    step() {
      const {isClosed, total: next} = values;
      patience.check(isClosed);
      const available = values.available();
      if (available === 0 && isClosed) return done;
      if (available < received && !isClosed) return patience.begin(enough);
      const count = Math.min(available, received);
      const slice = values.peek(count);
      for (let index = 0; index < count; index++) {
        const word = Atomics.load(i32, cellOf(slice, index));
        assertThat(word === next + index + 1, `${word} in place of ${next + index + 1}`);
      }
      values.advance(count);
      commit();
      return undefined;
    },
  };
}

function defineTraffic(shape: Traffic) {
  return definePipeline(
    {
      name: 'traffic',
      channels: {values: {from: 'source', to: 'sink'}},
      actors: {source: {}, sink: {}},
      threads: [[['source'], ['sink']]],
      throughput: 'values',
    },
    {
      actors: {
        source: (context) => {
          const {memory} = context;
          const values = context.sender('values');
          return createSource({memory, values, commit: () => context.commit()}, shape);
        },
        sink: (context) => {
          const {memory} = context;
          const values = context.receiver('values');
          return createSink({memory, values, commit: () => context.commit()}, shape);
        },
      },
    },
  );
}

/** Opens a pipeline. `start` starts a thread, which is at its first instruction. */
export function openThreads(shape: Traffic) {
  const pipeline = defineTraffic(shape);
  const manual = createManualPipeline(pipeline, {capacityMessages: shape.capacity});
  const {i32, f64} = manual.memory;
  const {writtenI32, readI32} = lookUp(manual.plan.channels, 'values');
  /** Returns a function that restores the records of a thread's actor, as they are now. */
  const keepRecords = (actor: string) => {
    const {recordsF64, recordLength} = lookUp(manual.plan.actors, actor);
    const copies = recordsF64.map((record) => f64.slice(record, record + recordLength));
    return () => {
      for (const [index, copy] of copies.entries()) f64.set(copy, recordsF64[index]);
    };
  };
  return {
    start(thread: 0 | 1): SimulatedThread {
      const actor = (['source', 'sink'] as const)[thread];
      // A simulated thread runs its code from the start for each operation. The records of its
      // actor are not atomic, and no other thread reads them. So they begin anew each time.
      const restoreRecords = keepRecords(actor);
      return new SimulatedThread(actor, () => {
        restoreRecords();
        createScheduler(pipeline as unknown as AnyPipeline, manual, thread).run(() => {});
      });
    },
    startSupervisor: () =>
      new SimulatedThread('supervisor', () => {
        for (const bell of manual.bells) bell.forceWake();
      }),
    expectSane() {
      const fill = Atomics.load(i32, writtenI32) - Atomics.load(i32, readI32);
      assertThat(fill >= 0 && fill <= shape.capacity, `a fill of ${fill}`);
    },
    totals: () => [Atomics.load(i32, writtenI32), Atomics.load(i32, readI32)],
  };
}
