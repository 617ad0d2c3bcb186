/**
 * A pipeline of three stages: numbers are doubled in one of two modes and summed. It ends by
 * itself, after the setting `target`.
 */
import {AllOf, definePipeline, done, type PipelineView} from '../../../source/engine/index.ts';

const data = {
  name: 'stages',
  channels: {
    numbers: {from: 'source', to: 'doubler'},
    doubles: {from: 'doubler', to: 'sink', wait: 'doubles'},
  },
  actors: {
    source: {},
    doubler: {state: {added: 0, shifted: 0}},
    sink: {state: {sum: 0, disorder: 0}},
  },
  threads: [
    [['source'], ['doubler'], ['sink']],
    [['source', 'doubler', 'sink']],
    [['source', 'sink'], ['doubler']],
  ],
  throughput: 'doubles',
  settings: {
    how: {choices: ['add', 'shift'], initial: 'add'},
    target: {initial: Number.POSITIVE_INFINITY, min: 0, max: Number.POSITIVE_INFINITY},
  },
} as const;

/** The committed numbers of the pipeline. */
export type StagesView = PipelineView<typeof data>;

/** The sum of the doubles of 1 to `count`. */
export const expectedSum = (count: number) => count * (count + 1);

export const stages = definePipeline(data, {
  actors: {
    source: (context) => {
      const numbers = context.sender('numbers');
      const target = context.setting('target');
      const {u64} = numbers;
      const {batchMessages} = context.size;
      const room = numbers.whenVacant(batchMessages);
      return {
        step() {
          if (context.isDraining) return done;
          const left = Math.min(target.value - numbers.total, batchMessages);
          if (left <= 0) {
            context.requestStop('done');
            return undefined;
          }
          if (!room.isMet()) return room;
          context.startBatch(left);
          const slice = numbers.poke(left);
          for (let index = 0; index < left; index++) {
            u64[slice.wordOf(index)] = BigInt(numbers.total + index + 1);
          }
          numbers.advance(left);
          context.commit();
          return undefined;
        },
      };
    },
    doubler: (context) => {
      const numbers = context.receiver('numbers');
      const doubles = context.sender('doubles');
      const how = context.setting('how');
      const {fields, state} = context;
      const [from, to] = [numbers.u64, doubles.u64];
      const ready = new AllOf(numbers.whenAvailable(1), doubles.whenVacant(1));
      return {
        step() {
          const {isClosed} = numbers;
          const unmet = ready.unmet();
          if (unmet !== undefined) return isClosed && numbers.available() === 0 ? done : unmet;
          const count = Math.min(numbers.available(), doubles.vacant(), context.size.batchMessages);
          context.startBatch(count);
          const [source, target] = [numbers.peek(count), doubles.poke(count)];
          const isShift = how.value === 1;
          for (let index = 0; index < count; index++) {
            const number = from[source.wordOf(index)] as bigint;
            to[target.wordOf(index)] = isShift ? number << 1n : number + number;
          }
          state.add(isShift ? fields.shifted : fields.added, count);
          numbers.advance(count);
          doubles.advance(count);
          context.commit();
          return undefined;
        },
      };
    },
    sink: (context) => {
      const doubles = context.receiver('doubles');
      const {fields, state} = context;
      const {u64} = doubles;
      const available = doubles.whenAvailable(1);
      return {
        step() {
          const {isClosed} = doubles;
          const count = doubles.available();
          if (count === 0) return isClosed ? done : available;
          context.startBatch(count);
          const slice = doubles.peek(count);
          for (let index = 0; index < count; index++) {
            const double = Number(u64[slice.wordOf(index)]);
            state.add(fields.sum, double);
            if (double !== 2 * (doubles.total + index + 1)) state.add(fields.disorder, 1);
          }
          doubles.advance(count);
          context.commit();
          return undefined;
        },
      };
    },
  },
  verify: ({channels, states}) =>
    channels.numbers.sent === channels.doubles.received &&
    states.sink.sum === expectedSum(channels.doubles.received) &&
    states.sink.disorder === 0,
});
