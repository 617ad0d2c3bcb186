/** This engine as a peer: free-running, as it was built. */
import type {FizzBuzzOptions} from '../../source/fizzbuzz/index.ts';
import {type Peer, pass, passUntil} from './peer.ts';

const {startFizzBuzz}: typeof import('../../source/fizzbuzz/index.ts') = await import(
  new URL('../../dist/fizzbuzz/index.js', import.meta.url).href
);

/** The default shape, and the best one: a lane per core, with rings that fit its cache. */
const shapes = {
  'default shape': {capacityMessages: 1_048_576, batchMessages: 524_288, lanes: 1},
  'a lane per core': {capacityMessages: 131_072, batchMessages: 65_536, lanes: 'auto'},
} as const;

/** One of the shapes. */
export type ShapeName = keyof typeof shapes;

export function engineIn(mode: FizzBuzzOptions['mode'], shape: ShapeName = 'default shape'): Peer {
  return {
    name: `fizzbuzz-tui, ${mode}, ${shape}`,
    async run(warmUpMs, measureMs) {
      const engine = startFizzBuzz({
        ...shapes[shape],
        beatPeriodMs: 0,
        beats: Number.POSITIVE_INFINITY,
        mode,
        kernels: 'auto',
        logLevel: 'error',
      });
      const readMark = () => {
        const {activeSeconds, channels} = engine.getSnapshot();
        return {activeSeconds, messages: channels.find(({name}) => name === 'results')?.total ?? 0};
      };
      // On a busy machine the threads may take longer to start than the warm-up.
      while (readMark().messages === 0) await pass(10);
      await pass(warmUpMs);
      const first = readMark();
      await passUntil(measureMs, () => readMark().messages > first.messages);
      const last = readMark();
      engine.stop('duration');
      const {stop} = await engine.finished;
      return {
        perSecond: (last.messages - first.messages) / (last.activeSeconds - first.activeSeconds),
        isVerified: stop?.clean === true && stop.verified,
      };
    },
  };
}
