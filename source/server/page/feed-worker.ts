/**
 * The entry of a worker that all tabs of a browser share. It has the one connection for all of
 * them: a browser opens at most six connections to a server, and a seventh tab would wait for ever.
 */
import {EventFeed, type FeedMessage} from './event-feed.ts';

/** A Snapshot that is older is not passed to a tab that has just been opened. */
const freshMs = 2_000;

const ports = new Set<MessagePort>();
let feed: EventFeed | undefined;
let latest: {readonly message: FeedMessage; readonly atMs: number} | undefined;

/** The part of a shared worker's scope that is used here. */
interface SharedScope {
  onconnect: (event: MessageEvent) => void;
}

(globalThis as unknown as SharedScope).onconnect = ({ports: [port]}) => {
  if (port === undefined) return;
  ports.add(port);
  if (latest !== undefined && performance.now() - latest.atMs < freshMs) {
    port.postMessage(latest.message);
  }
  // The only message of a tab says that it is left.
  port.onmessage = () => {
    ports.delete(port);
    if (ports.size > 0) return;
    feed?.close();
    feed = undefined;
  };
  feed ??= new EventFeed(new URL('../../../events', import.meta.url).href, (message) => {
    if (message.kind === 'snapshot') latest = {message, atMs: performance.now()};
    for (const listener of ports) listener.postMessage(message);
  });
};
