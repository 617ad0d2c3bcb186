// What a source and a receiver do when the stream is full, doubled, incomplete or taken.
import {claimLane, claimSource, readEdge} from 'fizzbuzz-tui/bridge';
import {type Engine, startPipeline} from 'fizzbuzz-tui/engine';
import {afterEach, beforeEach, describe, expect} from 'vitest';
import {connectOnce, type Session} from '../../source/bridge/broker/link.ts';
import {batchSubject, laneStream} from '../../source/bridge/broker/names.ts';
import {answerPresence} from '../../source/bridge/broker/presence.ts';
import {keys, type PartRecord, Records} from '../../source/bridge/broker/records.ts';
import {messageBytes, sinkModule, sourceModule, sumOf} from '../helpers/bridge-parts.ts';
import {Broker, hasBroker} from '../helpers/broker.ts';
import {seen} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';

const stream = 'numbers';
const name = laneStream(stream, 0);

describe.skipIf(!hasBroker)('over a broker', () => {
  let broker: Broker;
  let session: Session;
  beforeEach(async () => {
    broker = await Broker.start();
    session = await connectOnce(broker.address);
  });
  afterEach(async () => {
    await session.connection.close();
    await broker.close();
  });

  const address = () => ({broker: broker.address, stream});
  const request = (options: object = {}) => ({
    ...address(),
    messageBytes,
    blockMessages: 64,
    ...options,
  });
  const size = {capacityMessages: 1_024};
  const startSource = (options: object = {}, settings = {}) =>
    startPipeline(sourceModule, {...size, payload: request(options), settings});
  const startSink = (settings = {}) =>
    startPipeline(sinkModule, {...size, payload: address(), settings});
  const receivedOf = (engine: Engine) => engine.getSnapshot().channels[0]?.total ?? 0;
  const moved = (engine: Engine, messages: number) =>
    seen(engine, () => receivedOf(engine) >= messages);

  /** Expects that the edge has ended, and that the receivers have counted all that was sent. */
  async function expectExact(): Promise<number> {
    const {source, lanes} = await readEdge(address());
    const sum = (field: string) =>
      lanes.reduce((total, lane) => total + (lane?.numbers[field] ?? 0), 0);
    expect(source?.isEnded).toBe(true);
    expect(sum('numbers')).toBe(source?.messages);
    expect(sum('sum')).toBe(sumOf(source?.messages ?? 0));
    return source?.messages ?? 0;
  }

  /** Publishes batches of numbers by hand, from and to positions, then the end of the lane. */
  async function publishByHand(batches: ReadonlyArray<readonly [from: number, to: number]>) {
    await claimSource(request());
    const {headers} = await import('@nats-io/transport-node');
    const publish = async (position: number, numbers: readonly number[], isEnd: boolean) => {
      const header = headers();
      header.set('Position', `${position}`);
      if (isEnd) header.set('End', 'true');
      const words = Float64Array.from(numbers.flatMap((number) => [number, number % 7]));
      const subject = batchSubject(stream, 0, 'none');
      await session.jetstream.publish(subject, new Uint8Array(words.buffer), {headers: header});
    };
    for (const [from, to] of batches) {
      await publish(
        from,
        Array.from({length: to - from}, (_, index) => from + index),
        false,
      );
    }
    await publish(batches.at(-1)?.[1] ?? 0, [], true);
  }

  longTest(
    'a full stream makes the source wait, and a slow receiver never finds more',
    async () => {
      const source = await startSource({batches: 4});
      await moved(source, 4 * 64);
      const isFull = async () => (await session.manager.streams.info(name)).state.messages;
      expect(await isFull()).toBe(4);
      const sink = await startSink({pauseMs: 2});
      for (let look = 0; look < 50; look++) expect(await isFull()).toBeLessThanOrEqual(4);
      await moved(sink, 2_000);
      sink.set('pauseMs', 0);
      source.stop('key');
      expect((await source.finished).stop).toMatchObject({clean: true, verified: true});
      expect((await sink.finished).stop).toMatchObject({clean: true, verified: true});
      expect(await expectExact()).toBeGreaterThan(2_000);
    },
  );

  longTest('a source reports its edge, and the lane that nobody reads', async () => {
    const source = await startSource({batches: 4, lanes: 2});
    const edgeOf = (engine: Engine) => engine.getSnapshot().edges[0];
    await seen(source, () => edgeOf(source)?.fullLane?.isRead === false);
    expect(edgeOf(source)).toMatchObject({name: 'broker', capacityBatches: 8, lostAtSeconds: null});
    expect(edgeOf(source)?.roundTripMs).toBeGreaterThan(0);
    const alertOf = ({alerts}: ReturnType<Engine['getSnapshot']>) =>
      alerts.find(({kind, isActive}) => kind === 'full' && isActive);
    await seen(source, (snapshot) => alertOf(snapshot)?.text.includes('no worker') === true);
    await broker.kill();
    await seen(source, () => edgeOf(source)?.lostAtSeconds !== null);
    await broker.restart();
    await seen(source, () => edgeOf(source)?.lostAtSeconds === null);
    const [one, other] = [await startSink(), await startSink()];
    source.stop('key');
    expect((await source.finished).stop).toMatchObject({clean: true, verified: true});
    await Promise.all([one.finished, other.finished]);
    expect(edgeOf(one)).toMatchObject({direction: 'in', peer: 'source'});
    await expectExact();
  });

  longTest('the end is recorded, however long the last progress waits for it', async () => {
    const source = await startSource({}, {total: 640, endDelayMs: 500});
    const sink = await startSink();
    await Promise.all([source.finished, sink.finished]);
    expect(await expectExact()).toBe(640);
  });

  longTest('crashes of threads and other sizes lose nothing', async () => {
    const source = await startSource();
    const sink = await startSink();
    for (const [engine, actor] of [
      [source, 'send'],
      [sink, 'receive'],
      [source, 'source'],
      [sink, 'sink'],
      [source, 'send'],
    ] as const) {
      engine.crash(actor);
      await moved(sink, receivedOf(sink) + 500);
    }
    source.reshape({capacityMessages: 256, batchMessages: 100});
    sink.reshape({capacityMessages: 64, batchMessages: 32});
    await moved(sink, receivedOf(sink) + 500);
    source.stop('key');
    expect((await source.finished).stop).toMatchObject({clean: true, verified: true});
    expect((await sink.finished).stop).toMatchObject({clean: true, verified: true});
    await expectExact();
  });

  longTest('a receiver that is stopped leaves the rest, and the next one continues', async () => {
    const source = await startSource();
    const first = await startSink();
    await moved(first, 1_000);
    first.stop('key');
    const stopped = await first.finished;
    expect(stopped.stop).toMatchObject({clean: true, verified: true});
    const second = await startSink();
    expect(receivedOf(second)).toBe(stopped.channels[0]?.total);
    await moved(second, receivedOf(second) + 1_000);
    source.stop('key');
    await source.finished;
    expect((await second.finished).stop).toMatchObject({clean: true, verified: true});
    await expectExact();
  });

  longTest('the end of the source is the end of the receiver', async () => {
    const source = await startSource({}, {total: 1_000});
    const sink = await startSink();
    expect((await source.finished).stop).toMatchObject({by: 'done', clean: true, verified: true});
    expect((await sink.finished).stop).toMatchObject({by: 'done', clean: true, verified: true});
    expect(await expectExact()).toBe(1_000);
    await expect(startSource()).rejects.toThrow(
      'stream numbers has ended after 1000 messages; --fresh begins another one',
    );
    await expect(startSink()).rejects.toThrow('stream numbers has ended, and all of it');
    const again = await startSource({isFresh: true}, {total: 10});
    expect((await again.finished).stop).toMatchObject({by: 'done', clean: true});
    expect((await readEdge(address())).source?.messages).toBe(10);
  });

  longTest('messages that are in the stream twice are counted once', async () => {
    await publishByHand([
      [0, 10],
      [0, 10],
      [5, 15],
    ]);
    const {stop, counters} = await (await startSink()).finished;
    expect(stop).toMatchObject({clean: true, verified: true});
    expect(counters.map(({count}) => count)).toEqual([sumOf(15), 15]);
  });

  longTest('a message that is missing ends the receiver with both numbers', async () => {
    await publishByHand([
      [0, 10],
      [11, 20],
    ]);
    const {stop} = await (await startSink()).finished;
    expect(stop?.fault).toBe(
      'the thread of receive and keep ended: stream numbers-0 goes on with message 11 in ' +
        'batch 2, but message 10 is the next: messages are missing',
    );
  });

  longTest('a batch that is missing ends the receiver with both numbers', async () => {
    await publishByHand([
      [0, 10],
      [10, 20],
      [20, 30],
    ]);
    await session.manager.streams.deleteMessage(name, 2);
    const {stop} = await (await startSink()).finished;
    expect(stop?.fault).toMatch(
      /stream numbers-0 goes on with batch 3, but batch 2 is the next: batches are missing$/,
    );
  });

  longTest('a second source and a second receiver are refused', async () => {
    const source = await startSource();
    const sink = await startSink();
    await moved(sink, 100);
    await expect(startSource()).rejects.toThrow(
      'stream numbers has a source already, which is connected',
    );
    await expect(startSource({isFresh: true})).rejects.toThrow('has a source already');
    await expect(startSink()).rejects.toThrow(
      'the lane of stream numbers has a worker, which is connected',
    );
    source.stop('key');
    await source.finished;
    await sink.finished;
    await expectExact();
  });

  longTest(
    'a worker that only connects again keeps its lane; a new one takes another',
    async () => {
      await claimSource(request({lanes: 2}));
      const records = (await Records.open(session, stream)) as Records;
      const claims = [await claimLane(address()), await claimLane(address())];
      for (const {options} of claims) {
        const key = keys.lane(options.lane);
        const record = await records.read<PartRecord>(key);
        if (record === undefined) throw new Error(`no record of ${key}`);
        await records.replace(key, {...record.value, isStarting: false}, record.revision);
      }
      const [first] = claims;
      const connected = new Promise((resolve) => setTimeout(resolve, 1_000)).then(() => {
        if (first !== undefined) answerPresence(session.connection, first.options);
      });
      const {options} = await claimLane(address());
      expect([first?.options.lane, options.lane]).toEqual([0, 1]);
      await connected;
    },
  );

  longTest('a source that another one has replaced ends with a sentence', async () => {
    const source = await startSource();
    await moved(source, 64);
    // What a second source does that does not see the first one.
    const {Records, keys} = await import('../../source/bridge/broker/records.ts');
    const records = await Records.open(session, stream);
    const takeOver = async (): Promise<void> => {
      const present = await records?.read<object>(keys.source);
      const value = {...present?.value, owner: 'another'};
      try {
        await records?.replace(keys.source, value, present?.revision ?? 0);
      } catch {
        // The source has stored its progress in between.
        await takeOver();
      }
    };
    await takeOver();
    await session.manager.streams.update(name, {subjects: ['elsewhere']});
    const {stop} = await source.finished;
    expect(stop?.fault).toMatch(/stream numbers has another source|has taken over source/);
  });

  longTest('a source whose stream is removed ends with a sentence', async () => {
    const source = await startSource();
    const sink = await startSink();
    await moved(sink, 64);
    await session.manager.streams.delete(name);
    const isGone = /stream numbers-0 is gone: it was removed, or its broker has lost it$/;
    expect((await source.finished).stop?.fault).toMatch(isGone);
    sink.stop('key');
    await sink.finished;
  });
});
