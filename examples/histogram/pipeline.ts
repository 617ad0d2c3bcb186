// Random numbers → two workers → one histogram. The source deals batches to the workers in turn,
// and the histogram takes them back in turn, so the order is the same at both ends. Run it with
// `npx fizzbuzz-tui run examples/histogram/pipeline.ts --set numbers=50000000`.
import {createStage, definePipeline, done, type Slice} from 'fizzbuzz-tui/engine';

const [seed, bins] = [42, Array<number>(16).fill(0)];
/** The linear congruential generator of Numerical Recipes. */
const nextRandom = (random: number) => (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
const transform = (random: number) => (random / 2 ** 32) ** 2;
const toBin = (value: number) => Math.floor(value * bins.length);
/** Adds to a checksum that depends on the order. */
const addTo = (sum: number, value: number) => (Math.imul(sum, 31) + value * 2 ** 32) >>> 0;

const data = {
  name: 'histogram',
  channels: {
    left: {from: 'source', to: 'leftWorker'},
    right: {from: 'source', to: 'rightWorker'},
    leftResults: {from: 'leftWorker', to: 'histogram'},
    rightResults: {from: 'rightWorker', to: 'histogram'},
  },
  actors: {
    source: {state: {sent: 0, turn: 0, random: seed}},
    leftWorker: {},
    rightWorker: {},
    histogram: {state: {counted: 0, turn: 0, checksum: 0, bins}},
  },
  threads: [[['source'], ['leftWorker', 'rightWorker'], ['histogram']]],
  throughput: ['leftResults', 'rightResults'],
  settings: {numbers: {initial: 200_000_000, min: 1, max: 2 ** 53, isHidden: true}},
  counters: {counted: {actor: 'histogram', label: 'Numbers'}},
  size: {capacityMessages: 65_536, batchMessages: 8_192},
  proof: 'the bins and the order of the numbers equal a recomputation',
} as const;

function createTransform(source: Float64Array, target: Float64Array) {
  return (from: Slice, to: Slice) => {
    for (let i = 0; i < from.count; i++) {
      target[to.wordOf(i)] = transform(source[from.wordOf(i)] ?? 0);
    }
  };
}

export default definePipeline(data, {
  actors: {
    source(context) {
      const {state, fields, size} = context;
      const numbers = context.setting('numbers');
      const outputs = [context.sender('left'), context.sender('right')] as const;
      const rings = [outputs[0].f64, outputs[1].f64] as const;
      const rooms = outputs.map((output) => output.whenVacant(size.batchMessages));
      return {
        step() {
          const turn = state.get(fields.turn) as 0 | 1;
          const count = Math.min(numbers.value - state.get(fields.sent), size.batchMessages);
          if (context.isDraining || count <= 0) return done;
          if (outputs[turn].vacant(size.batchMessages) < size.batchMessages) return rooms[turn];
          context.startBatch(count);
          const slice = outputs[turn].poke(count);
          for (let i = 0; i < count; i++) {
            state.set(fields.random, nextRandom(state.get(fields.random)));
            rings[turn][slice.wordOf(i)] = state.get(fields.random);
          }
          state.add(fields.sent, count);
          state.set(fields.turn, 1 - turn);
          outputs[turn].advance(count);
          context.commit();
          return undefined;
        },
      };
    },
    leftWorker(context) {
      const [input, output] = [context.receiver('left'), context.sender('leftResults')];
      return createStage(context, input, output, createTransform(input.f64, output.f64));
    },
    rightWorker(context) {
      const [input, output] = [context.receiver('right'), context.sender('rightResults')];
      return createStage(context, input, output, createTransform(input.f64, output.f64));
    },
    histogram(context) {
      const {state, fields, size} = context;
      const inputs = [context.receiver('leftResults'), context.receiver('rightResults')] as const;
      const rings = [inputs[0].f64, inputs[1].f64] as const;
      const batches = inputs.map((input) => input.whenAvailable(size.batchMessages));
      return {
        step() {
          const turn = state.get(fields.turn) as 0 | 1;
          const {isClosed} = inputs[turn];
          const count = Math.min(inputs[turn].available(), size.batchMessages);
          if (count < size.batchMessages && !isClosed) return batches[turn];
          if (count === 0) return done;
          context.startBatch(count);
          const slice = inputs[turn].peek(count);
          for (let i = 0; i < count; i++) {
            const value = rings[turn][slice.wordOf(i)] ?? 0;
            state.set(fields.checksum, addTo(state.get(fields.checksum), value));
            state.add(fields.bins + toBin(value), 1);
          }
          state.add(fields.counted, count);
          state.set(fields.turn, 1 - turn);
          inputs[turn].advance(count);
          context.commit();
          return undefined;
        },
      };
    },
  },
  verify({states: {histogram}}) {
    const expected = [...bins];
    let [random, checksum] = [seed, 0];
    for (let i = 0; i < histogram.counted; i++) {
      random = nextRandom(random);
      const bin = toBin(transform(random));
      expected[bin] = (expected[bin] ?? 0) + 1;
      checksum = addTo(checksum, transform(random));
    }
    return checksum === histogram.checksum && `${expected}` === `${histogram.bins}`;
  },
});
