import {EventFeed, type FeedMessage} from './event-feed.ts';

/**
 * Receives the events of the server, whatever else is open in the browser: over one connection for
 * all tabs or, in browsers without shared workers, over one for each tab that is visible.
 */
export function openFeed(onMessage: (message: FeedMessage) => void): void {
  const open = typeof SharedWorker === 'function' ? openShared : openOwn;
  let close = open(onMessage);
  // A page that is left may be shown again as it was.
  addEventListener('pagehide', () => close());
  addEventListener('pageshow', ({persisted}) => {
    if (persisted) close = open(onMessage);
  });
}

function openShared(onMessage: (message: FeedMessage) => void): () => void {
  const url = new URL('feed-worker.js', import.meta.url);
  const {port} = new SharedWorker(url, {type: 'module', name: 'fizzbuzz-tui events'});
  port.onmessage = ({data}) => onMessage(data);
  return () => {
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
