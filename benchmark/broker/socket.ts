/**
 * A plain socket, without a broker: `node socket.ts receive <seconds>` prints its port and then its
 * report, `node socket.ts send <port>` sends frames as fast as the socket takes them.
 */
import {connect, createServer} from 'node:net';
import {FrameCounter, frameBytes, nowMs} from './frame.ts';

const [role, argument] = process.argv.slice(2);
if (role === 'receive') receive(Number(argument));
else send(Number(argument));

function receive(seconds: number): void {
  const server = createServer((socket) => {
    // The words go where an actor would find them, as in the pipeline.
    const frame = Buffer.from(new SharedArrayBuffer(frameBytes));
    const counter = new FrameCounter();
    let filled = 0;
    socket.on('data', (chunk) => {
      for (let read = 0; read < chunk.length; ) {
        const count = chunk.copy(frame, filled, read, read + frameBytes - filled);
        read += count;
        filled = (filled + count) % frameBytes;
        if (filled === 0) counter.count(frame.readDoubleLE(0));
      }
    });
    setTimeout(() => {
      process.stdout.write(`${JSON.stringify(counter.report())}\n`);
      process.exit();
    }, seconds * 1_000);
  });
  server.listen(0, '127.0.0.1', () => {
    const {port} = server.address() as {port: number};
    process.stdout.write(`${port}\n`);
  });
}

function send(port: number): void {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => process.exit());
  socket.on('connect', () => {
    const words = Buffer.from(new SharedArrayBuffer(frameBytes));
    const fill = () => {
      for (;;) {
        words.writeDoubleLE(nowMs(), 0);
        // The socket keeps what it cannot send yet, so each frame is a copy.
        if (!socket.write(Buffer.from(words))) return;
      }
    };
    socket.on('drain', fill);
    fill();
  });
}
