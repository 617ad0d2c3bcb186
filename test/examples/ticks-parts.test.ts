// The example of bars in two parts, over a real broker.
import {startPipeline} from 'fizzbuzz-tui/engine';
import {describe, expect} from 'vitest';
import {Broker, hasBroker} from '../helpers/broker.ts';
import {longTest} from '../helpers/sample.ts';

describe.skipIf(!hasBroker)('over a broker', () => {
  longTest('the second part sums all bars of the first, also over crashes of both', async () => {
    const broker = await Broker.start();
    try {
      process.env.NATS_URL = broker.address;
      const start = (part: string, settings = {}) =>
        startPipeline(new URL(`../../examples/ticks/${part}.ts`, import.meta.url), {settings});
      const source = await start('source', {total: 600_000});
      const worker = await start('worker');
      source.crash('send');
      worker.crash('receive');
      source.crash('bars');
      worker.crash('sums');
      const sent = await source.finished;
      const last = await worker.finished;
      expect(sent.stop).toMatchObject({by: 'done', clean: true, verified: true});
      expect(last.stop).toMatchObject({by: 'done', clean: true, verified: true});
      const totalOf = ({channels}: typeof last) =>
        channels.find(({name}) => name === 'bars')?.total;
      expect(totalOf(last)).toBe(totalOf(sent));
      // The last bar of each of the eight symbols stays open in the first part.
      const ticks = last.counters.find(({name}) => name === 'ticks')?.count ?? 0;
      expect(ticks).toBeGreaterThanOrEqual(600_000 - 100);
      expect(ticks).toBeLessThan(600_000);
    } finally {
      await broker.close();
    }
  });
});
