import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import {createParser} from 'eventsource-parser';
import type {Snapshot} from '../../engine/index.ts';
import {parseSnapshot, SnapshotError} from '../../engine/parse.ts';

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
    isOver = true;
    request.destroy();
    listener.onEnd(why);
  };
  const {get} = url.protocol === 'https:' ? https : http;
  const request = get(toEventsUrl(url), {headers: {accept: 'text/event-stream'}});
  request.setTimeout(idleTimeoutMs, () => end('it has fallen silent'));
  request.on('error', (error: NodeJS.ErrnoException) => end(formatError(error)));
  request.on('response', (response) => {
    const fault = checkResponse(response);
    if (fault !== undefined) return end(fault);
    const read = createEventReader((snapshot) => listener.onSnapshot(snapshot), end);
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      if (!isOver) read(chunk);
    });
    response.on('close', () => end('it closed the connection'));
    response.on('error', (error) => end(formatError(error)));
  });
  return () => {
    isOver = true;
    request.destroy();
  };
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
  const isStream = headers['content-type']?.startsWith('text/event-stream');
  return isStream ? undefined : 'it does not send events';
}

function formatError({code, message}: NodeJS.ErrnoException): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there',
    ECONNRESET: 'the connection broke',
    ENOTFOUND: 'there is no such machine',
  };
  return known[code ?? ''] ?? message;
}
