/** This engine as a peer: free-running at its default size, as it was built. */
import type {Mode} from '../../source/engine/index.ts';
import {type Peer, pass} from './peer.ts';

const {startEngine}: typeof import('../../source/engine/index.ts') = await import(
  new URL('../../dist/engine/index.js', import.meta.url).href
);

export function engineIn(mode: Mode): Peer {
  return {
    name: `fizzbuzz-tui, ${mode}`,
    async run(warmUpMs, measureMs) {
      const engine = startEngine({
        capacityMessages: 1_048_576,
        batchMessages: 524_288,
        beatPeriodMs: 0,
        beats: Number.POSITIVE_INFINITY,
        durationSeconds: Number.POSITIVE_INFINITY,
        mode,
        kernels: 'auto',
        logLevel: 'error',
      });
      await pass(warmUpMs);
      const first = engine.getSnapshot();
      await pass(measureMs);
      const last = engine.getSnapshot();
      engine.stop('duration');
      const {stop} = await engine.finished;
      const messages = last.messages.logged - first.messages.logged;
      return {
        perSecond: messages / (last.activeSeconds - first.activeSeconds),
        isVerified: stop?.clean === true && stop.verified,
      };
    },
  };
}
