/**
 * The client of the broker in an empty loop, without a pipeline. Room and order are the broker's,
 * as in the bridge. `node client.ts receive <address> <storage> <seconds>` makes a stream, reads
 * it, and prints its report at the end. `node client.ts send <address>` publishes with a window of
 * eight.
 */
import {
  DeliverPolicy,
  DiscardPolicy,
  jetstream,
  jetstreamManager,
  StorageType,
} from '@nats-io/jetstream';
import {connect} from '@nats-io/transport-node';
import {FrameCounter, frameBytes, nowMs} from './frame.ts';

const name = 'bench-client';
const windowBatches = 8;
const [role, address = '', storage, seconds] = process.argv.slice(2);
const connection = await connect({servers: address.replace('nats://', ''), noAsyncTraces: true});
if (role === 'receive') await receive();
else await send();

async function receive(): Promise<void> {
  const manager = await jetstreamManager(connection);
  await manager.streams.delete(name).catch(() => {});
  await manager.streams.add({
    name,
    subjects: [name],
    max_msgs: 64,
    discard: DiscardPolicy.New,
    storage: storage === 'memory' ? StorageType.Memory : StorageType.File,
  });
  const consumer = await jetstream(connection).consumers.get(name, {
    deliver_policy: DeliverPolicy.All,
  });
  const messages = await consumer.consume({max_messages: 16});
  process.stdout.write('ready\n');
  const target = Buffer.from(new SharedArrayBuffer(frameBytes));
  let counter: FrameCounter | undefined;
  for await (const {data, seq} of messages) {
    if (counter === undefined) {
      counter = new FrameCounter();
      setTimeout(() => {
        process.stdout.write(`${JSON.stringify(counter?.report())}\n`);
        process.exit();
      }, Number(seconds) * 1_000);
    }
    Buffer.from(data.buffer, data.byteOffset, data.byteLength).copy(target);
    counter.count(target.readDoubleLE(0));
    if (seq % windowBatches === 0) void manager.streams.purge(name, {seq});
  }
}

async function send(): Promise<void> {
  const client = jetstream(connection);
  const frames = Array.from({length: windowBatches}, () => Buffer.alloc(frameBytes));
  let last = 0;
  const underWay: Promise<boolean>[] = [];
  for (;;) {
    while (underWay.length < windowBatches) {
      const frame = frames[last % windowBatches] as Buffer;
      frame.writeDoubleLE(nowMs(), 0);
      const expect = {lastSequence: last};
      underWay.push(
        client.publish(name, frame, {expect}).then(
          () => true,
          () => false,
        ),
      );
      last++;
    }
    if (await underWay.shift()) continue;
    // Refused for want of room, and so are those behind it.
    last -= (await Promise.all(underWay.splice(0))).length + 1;
  }
}
