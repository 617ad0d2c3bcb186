import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import {createParser} from 'eventsource-parser';
import type {Snapshot} from '../../engine/index.ts';
import {parseSnapshot, SnapshotError} from '../../engine/parse.ts';

/** The first Snapshot comes within this time of the request. */
const firstTimeoutMs = 8_000;
/** The server sends an event every second. After this long without one, the connection is lost. */
const idleTimeoutMs = 4_000;
/** Far above the largest Snapshot. A server that sends more is not one of this program. */
const eventMaxCharacters = 2 ** 22;

/** The callbacks of a stream. */
interface StreamListener {
  onSnapshot(snapshot: Snapshot): void;
  /**
   * The stream has ended; `why` is the reason in a few words. Called once, unless this client
   * closed the stream.
   */
  onEnd(why: string): void;
}

/**
 * Opens the stream of server-sent events of the telemetry server at `url`. The listener receives
 * each Snapshot, and the reason for the end. Returns a function that closes the stream.
 */
export function openStream(url: URL, listener: StreamListener): () => void {
  let isOver = false;
  const end = (why: string) => {
    if (isOver) return;
    close();
    listener.onEnd(why);
  };
  const close = () => {
    isOver = true;
    clearTimeout(timer);
    request.destroy();
  };
  const {get} = url.protocol === 'https:' ? https : http;
  const request = get(toEventsUrl(url), {headers: {accept: 'text/event-stream'}});
  const timer = setTimeout(() => end('it sends no Snapshot'), firstTimeoutMs);
  request.setTimeout(idleTimeoutMs, () => end('it has fallen silent'));
  request.on('error', (error: NodeJS.ErrnoException) => end(formatError(error)));
  request.on('response', (response) => {
    const fault = checkResponse(response);
    if (fault !== undefined) return end(fault);
    const onSnapshot = (snapshot: Snapshot) => {
      clearTimeout(timer);
      listener.onSnapshot(snapshot);
    };
    const read = createEventReader(onSnapshot, end);
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      if (!isOver) read(chunk);
    });
    response.on('close', () => end('it closed the connection'));
    response.on('error', (error) => end(formatError(error)));
  });
  // Such as an answer of another protocol.
  request.on('close', () => end('it closed the connection'));
  return close;
}

/** Returns the address of the events below that of a run. A token in the query stays. */
function toEventsUrl(url: URL): URL {
  const events = new URL('events', url);
  events.search = url.search;
  return events;
}

/** Returns a function that parses the stream's text, chunk by chunk. */
function createEventReader(
  onSnapshot: (snapshot: Snapshot) => void,
  onFault: (why: string) => void,
): (chunk: string) => void {
  const parser = createParser({
    maxBufferSize: eventMaxCharacters,
    onError({type}) {
      if (type === 'max-buffer-size-exceeded') onFault('it sends too much');
    },
    onEvent({event, data}) {
      if (event !== undefined) return;
      try {
        onSnapshot(parseSnapshot(data));
      } catch (error) {
        if (!(error instanceof SnapshotError)) throw error;
        onFault(`it sends something else than Snapshots: ${error.message}`);
      }
    },
  });
  return (chunk) => parser.feed(chunk);
}

/** Returns the reason to reject a response, or `undefined`. */
function checkResponse({statusCode, headers}: IncomingMessage): string | undefined {
  if (statusCode !== 200) return `it answers with status ${statusCode}`;
  const isStream = /^text\/event-stream\s*(;|$)/i.test(headers['content-type'] ?? '');
  return isStream ? undefined : 'it does not send events';
}

function formatError({code, message}: NodeJS.ErrnoException): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there',
    ECONNRESET: 'the connection broke',
    ENOTFOUND: 'there is no such machine',
    EPROTO: 'it does not use HTTPS',
  };
  return known[code ?? ''] ?? message;
}
