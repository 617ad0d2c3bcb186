import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';

/** For each connection, the answer after its latest request. */
const latest = new WeakMap<Socket, ServerResponse>();

/**
 * Calls `perform` when the earlier answers of a connection have been sent; now, if there is none. A
 * client may send many requests without reading an answer. Answers that were created ahead of their
 * turn would be kept for it.
 */
export function inTurn(
  {socket}: IncomingMessage,
  answer: ServerResponse,
  perform: () => void,
): void {
  const earlier = latest.get(socket);
  latest.set(socket, answer);
  if (earlier === undefined || earlier.closed) perform();
  else earlier.once('close', perform);
}
