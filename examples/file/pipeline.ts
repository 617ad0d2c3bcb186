// A file → a hash of its blocks → its copy: actors at both rims wait for the disk. Run it with
// `COPY_FROM=a COPY_TO=b npx fizzbuzz-tui run examples/file/pipeline.ts`. The position in a channel
// is the position in the file, so the successor of a dead thread reads or writes the same block
// again.
import {createHash} from 'node:crypto';
import {constants, ftruncateSync, openSync, read, readFileSync, statSync, write} from 'node:fs';
import {tmpdir} from 'node:os';
import {promisify} from 'node:util';
import {createStage, definePipeline, done} from 'fizzbuzz-tui/engine';

const from = process.env.COPY_FROM || process.execPath;
const to = process.env.COPY_TO || `${tmpdir()}/fizzbuzz-tui-copy`;
const fileBytes = statSync(from).size;
/** Zeros fill the last block. */
const blockBytes = 1_024;
const [readFile, writeFile] = [promisify(read), promisify(write)];

const data = {
  name: 'copy',
  channels: {
    blocks: {from: 'reader', to: 'hasher', messageBytes: blockBytes},
    hashed: {from: 'hasher', to: 'writer', messageBytes: blockBytes},
  },
  actors: {reader: {isAsync: true}, hasher: {state: {hash: 0}}, writer: {isAsync: true}},
  threads: [[['reader'], ['hasher'], ['writer']], [['reader', 'hasher', 'writer']]],
  throughput: 'hashed',
  size: {capacityMessages: 4_096, batchMessages: 1_024},
  proof: 'the copy is identical, and so is its hash',
} as const;

/** Returns the hash of a hash and one more block. It is a number, as all state: 48 bits. */
function addToHash(hash: number, block: Uint8Array): number {
  return createHash('sha256').update(`${hash}`).update(block).digest().readUIntBE(0, 6);
}

export default definePipeline(data, {
  actors: {
    reader(context) {
      const output = context.sender('blocks');
      const [bytes, room] = [output.bytes, output.whenVacant(1)];
      const file = openSync(from, 'r');
      // Not the ring itself: an operation can outlive its thread.
      const buffer = Buffer.alloc(context.size.batchMessages * blockBytes);
      const reading = context.outside<{bytesRead: number}>();
      return {
        step() {
          if (context.isDraining) return done;
          const vacant = Math.min(output.vacant(), context.size.batchMessages);
          if (vacant === 0) return room;
          const slice = output.poke(vacant);
          if (!reading.isStarted) {
            const length = slice.contiguousFrom(0) * blockBytes;
            reading.start(readFile(file, buffer, 0, length, output.total * blockBytes));
          }
          if (!reading.isMet()) return reading;
          const {bytesRead} = reading.take();
          const count = Math.ceil(bytesRead / blockBytes);
          if (count === 0) return done;
          context.startBatch(count);
          buffer.fill(0, bytesRead);
          bytes.set(buffer.subarray(0, count * blockBytes), slice.wordOf(0) * 8);
          output.advance(count);
          context.commit();
          return undefined;
        },
      };
    },
    hasher(context) {
      const {state, fields} = context;
      const [input, output] = [context.receiver('blocks'), context.sender('hashed')];
      const [source, target] = [input.bytes, output.bytes];
      return createStage(context, input, output, (slice, copy) => {
        for (let i = 0; i < slice.count; i++) {
          const byte = slice.wordOf(i) * 8;
          const block = source.subarray(byte, byte + blockBytes);
          state.set(fields.hash, addToHash(state.get(fields.hash), block));
          target.set(block, copy.wordOf(i) * 8);
        }
      });
    },
    writer(context) {
      const input = context.receiver('hashed');
      const [bytes, some] = [input.bytes, input.whenAvailable(1)];
      const writing = context.outside<unknown>();
      const file = openSync(to, constants.O_WRONLY | constants.O_CREAT, 0o644);
      // Cuts off an older copy, or what the thread before did not commit.
      ftruncateSync(file, Math.min(input.total * blockBytes, fileBytes));
      let count = 0;
      return {
        step() {
          if (!writing.isStarted) {
            const {isClosed} = input;
            const slice = input.peek(input.available());
            count = slice.contiguousFrom(0);
            if (count === 0) return isClosed ? done : some;
            context.startBatch(count);
            const [byte, offset] = [slice.wordOf(0) * 8, input.total * blockBytes];
            const blocks = bytes.slice(byte, byte + count * blockBytes);
            const length = Math.min(blocks.length, fileBytes - offset);
            return writing.start(writeFile(file, blocks, 0, length, offset));
          }
          if (!writing.isMet()) return writing;
          writing.take();
          input.advance(count);
          context.commit();
          return undefined;
        },
      };
    },
  },
  verify({channels: {hashed}, states: {hasher}}) {
    const copy = readFileSync(to);
    let hash = 0;
    for (let byte = 0; byte < copy.length; byte += blockBytes) {
      hash = addToHash(hash, Buffer.concat([copy.subarray(byte, byte + blockBytes)], blockBytes));
    }
    const source = readFileSync(from).subarray(0, hashed.received * blockBytes);
    return source.equals(copy) && hash === hasher.hash;
  },
});
