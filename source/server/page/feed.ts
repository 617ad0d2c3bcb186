import {EventFeed, type FeedMessage} from './event-feed.ts';

/**
 * Receives the events of the server, whatever else is open in the browser: over one connection for
 * all tabs or, where there is no shared worker, over one for each tab that is visible.
 */
export function openFeed(onMessage: (message: FeedMessage) => void): void {
  const open = typeof SharedWorker === 'function' ? openSharedOrOwn : openOwn;
  let close = open(onMessage);
  // A page that is left may be shown again as it was.
  addEventListener('pagehide', () => close());
  addEventListener('pageshow', ({persisted}) => {
    if (persisted) close = open(onMessage);
  });
}

/** A worker that cannot be created or loaded is replaced by a connection of this tab. */
function openSharedOrOwn(onMessage: (message: FeedMessage) => void): () => void {
  let close = () => {};
  try {
    close = openShared(onMessage, () => {
      close();
      close = openOwn(onMessage);
    });
  } catch {
    close = openOwn(onMessage);
  }
  return () => close();
}

/** @throws {DOMException} if the browser blocks workers, as some do with storage */
function openShared(onMessage: (message: FeedMessage) => void, onFault: () => void): () => void {
  const url = new URL('feed-worker.js', import.meta.url);
  const worker = new SharedWorker(url, {type: 'module', name: 'fizzbuzz-tui events'});
  const {port} = worker;
  port.onmessage = ({data}) => onMessage(data);
  worker.onerror = onFault;
  return () => {
    worker.onerror = null;
    port.postMessage('left');
    port.onmessage = null;
  };
}

function openOwn(onMessage: (message: FeedMessage) => void): () => void {
  let feed: EventFeed | undefined;
  const follow = () => {
    if (document.hidden) {
      feed?.close();
      feed = undefined;
    } else {
      feed ??= new EventFeed(new URL('events', document.baseURI).href, onMessage);
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    feed?.close();
    feed = undefined;
  };
}
