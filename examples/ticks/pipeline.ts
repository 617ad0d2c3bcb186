// Trades → bars a second for each symbol → sums: messages wider than a word, and a state with many
// numbers. Run it with `npx fizzbuzz-tui run examples/ticks/pipeline.ts --set total=1000000`.
import {createSink, createSource, definePipeline, done} from 'fizzbuzz-tui/engine';

const symbols = 8;
const ticksPerSecond = 100;
const zeros = Array<number>(symbols).fill(0);
/** The linear congruential generator of Numerical Recipes. */
const nextRandom = (random: number) => (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
const sum = (numbers: readonly number[]) => numbers.reduce((total, next) => total + next, 0);

const data = {
  name: 'ticks',
  channels: {
    // Words of a tick: time in seconds, symbol, price, size.
    ticks: {from: 'feed', to: 'bars', messageBytes: 4 * 8},
    // Words of a bar: second, symbol, lowest and highest price, volume, number of ticks.
    bars: {from: 'bars', to: 'sums', messageBytes: 6 * 8, capacityMessages: 4_096},
  },
  actors: {
    feed: {state: {sent: 0, random: 42, volume: 0}},
    // An open bar for each symbol. It is sent at the first tick of a later second.
    bars: {state: {second: zeros, low: zeros, high: zeros, volume: zeros, ticks: zeros}},
    sums: {state: {ticks: 0, volume: 0}},
  },
  threads: [[['feed'], ['bars'], ['sums']], [['feed', 'bars', 'sums']]],
  throughput: 'ticks',
  settings: {total: {initial: 300_000_000, min: 1, max: 2 ** 53, isHidden: true}},
  counters: {ticks: {actor: 'sums', label: 'Ticks'}, volume: {actor: 'sums', label: 'Volume'}},
  size: {capacityMessages: 65_536, batchMessages: 4_096},
  proof: 'the bars contain every tick and the whole volume',
} as const;

export default definePipeline(data, {
  actors: {
    feed(context) {
      const {state, fields} = context;
      const [output, total] = [context.sender('ticks'), context.setting('total')];
      const ring = output.f64;
      const left = () => total.value - state.get(fields.sent);
      return createSource(context, output, left, (slice) => {
        for (let i = 0; i < slice.count; i++) {
          const [random, word] = [nextRandom(state.get(fields.random)), slice.wordOf(i)];
          const size = 1 + (random >>> 24);
          ring[word] = state.get(fields.sent) / ticksPerSecond;
          ring[word + 1] = (random >>> 8) % symbols;
          ring[word + 2] = random % 10_000;
          ring[word + 3] = size;
          state.set(fields.random, random);
          state.add(fields.volume, size);
          state.add(fields.sent, 1);
        }
      });
    },
    bars(context) {
      const {state, fields} = context;
      const [input, output] = [context.receiver('ticks'), context.sender('bars')];
      const [ticks, bars] = [input.f64, output.f64];
      const [some, room] = [input.whenAvailable(1), output.whenVacant(1)];

      function addTick(word: number) {
        const second = Math.floor(ticks[word] ?? 0);
        const symbol = ticks[word + 1] ?? 0;
        const price = ticks[word + 2] ?? 0;
        if (second > state.get(fields.second + symbol)) sendBar(symbol);
        const isFirst = state.get(fields.ticks + symbol) === 0;
        const [low, high] = [state.get(fields.low + symbol), state.get(fields.high + symbol)];
        state.set(fields.second + symbol, second);
        state.set(fields.low + symbol, isFirst ? price : Math.min(low, price));
        state.set(fields.high + symbol, isFirst ? price : Math.max(high, price));
        state.add(fields.volume + symbol, ticks[word + 3] ?? 0);
        state.add(fields.ticks + symbol, 1);
      }

      function sendBar(symbol: number) {
        if (state.get(fields.ticks + symbol) === 0) return;
        const word = output.poke(1).wordOf(0);
        bars[word] = state.get(fields.second + symbol);
        bars[word + 1] = symbol;
        bars[word + 2] = state.get(fields.low + symbol);
        bars[word + 3] = state.get(fields.high + symbol);
        bars[word + 4] = state.get(fields.volume + symbol);
        bars[word + 5] = state.get(fields.ticks + symbol);
        state.set(fields.volume + symbol, 0);
        state.set(fields.ticks + symbol, 0);
        output.advance(1);
      }

      return {
        step() {
          const {isClosed} = input;
          // A tick ends one bar at most.
          const count = Math.min(input.available(), output.vacant());
          if (output.vacant() === 0) return room;
          if (count === 0) return isClosed ? done : some;
          context.startBatch(count);
          const slice = input.peek(count);
          for (let i = 0; i < count; i++) addTick(slice.wordOf(i));
          input.advance(count);
          context.commit();
          return undefined;
        },
      };
    },
    sums(context) {
      const {state, fields} = context;
      const input = context.receiver('bars');
      const ring = input.f64;
      return createSink(context, input, (slice) => {
        for (let i = 0; i < slice.count; i++) {
          state.add(fields.volume, ring[slice.wordOf(i) + 4] ?? 0);
          state.add(fields.ticks, ring[slice.wordOf(i) + 5] ?? 0);
        }
      });
    },
  },
  verify: ({states: {feed, bars, sums}}) =>
    feed.sent === sums.ticks + sum(bars.ticks) && feed.volume === sums.volume + sum(bars.volume),
});
