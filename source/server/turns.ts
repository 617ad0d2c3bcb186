import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';

/** Far more than a client sends ahead of the answers. Browsers do not send any. */
const waitingMax = 64;

/** The answers of a connection that are not sent yet. */
interface Turns {
  latest: ServerResponse;
  waiting: number;
}

const turnsOf = new WeakMap<Socket, Turns>();

/**
 * Calls `perform` when the earlier answers of a connection have been sent; now, if there is none. A
 * client may send many requests without reading an answer. Answers that were created ahead of their
 * turn would be kept for it. A connection with too many waiting requests is ended, since Node.js
 * keeps what belongs to each of them.
 */
export function inTurn(
  {socket}: IncomingMessage,
  answer: ServerResponse,
  perform: () => void,
): void {
  if (socket.destroyed) return;
  const turns = turnsOf.get(socket);
  if (turns === undefined || turns.latest.closed) {
    turnsOf.set(socket, {latest: answer, waiting: 0});
    perform();
    return;
  }
  const earlier = turns.latest;
  turns.latest = answer;
  turns.waiting++;
  if (turns.waiting > waitingMax) {
    socket.destroy();
    return;
  }
  earlier.once('close', () => {
    turns.waiting--;
    if (!socket.destroyed) perform();
  });
}

/** Whether requests of a connection wait for their answers, or one is being answered. */
export function isAnswering(socket: Socket): boolean {
  return turnsOf.get(socket)?.latest.closed === false;
}
