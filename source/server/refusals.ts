/** Answers to what is no request for this server, on connections that are closed afterwards. */
import {type Server, STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {isAnswering} from './turns.ts';

/** The status and the sentence for each code of an error of Node's parser; 400 for any other. */
const refusals: Readonly<Record<string, readonly [status: number, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time'],
};
const notHttp = [400, 'This is no HTTP request'] as const;
const noTunnel = [405, 'This server is no proxy; it takes GET and HEAD'] as const;

/** Makes a server answer with a sentence where Node.js closes a connection without one. */
export function refuseInSentences(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(socket, refusals[error.code ?? ''] ?? notHttp);
  });
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, {'Content-Type': 'text/plain; charset=utf-8', Connection: 'close'});
    response.end('No expectation but 100-continue is met.\n');
  });
  server.on('connect', (_request, socket) => refuse(socket, noTunnel));
}

/** A connection; of one that was an HTTP connection before, with the bytes that were written. */
type Connection = Duplex & {readonly bytesWritten?: number};

function refuse(socket: Connection, [status, sentence]: readonly [number, string]): void {
  // A client that has reset the connection, or gets or waits for an answer, gets no other one.
  const isInUse = (socket.bytesWritten ?? 0) > 0 || isAnswering(socket as Socket);
  if (!socket.writable || isInUse) {
    socket.destroy();
    return;
  }
  socket.on('error', () => socket.destroy());
  const body = `${sentence}.\n`;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status === 405 ? ['Allow: GET, HEAD'] : []),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
