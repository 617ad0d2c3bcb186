/**
 * A stream of server-sent events from a telemetry server: Snapshots as they come, and why there are no more.
 */
import {get, type IncomingMessage} from 'node:http';
import {createParser} from 'eventsource-parser';
import type {Snapshot} from '../engine/index.ts';
import {parseSnapshot, SnapshotError} from '../snapshot/parse.ts';

/** The server says something each second; after this long without, it is not there any more. */
const silenceMaxMs = 4_000;
/** Far above the largest Snapshot: whoever sends more is no server of ours. */
const eventMaxCharacters = 2 ** 22;

export interface StreamListener {
  onSnapshot(snapshot: Snapshot): void;
  /** The stream is over; `why` in a few words. Called once, unless the stream was closed from here. */
  onEnd(why: string): void;
}

/** Opens the events of the server at `url`; returns what closes them. */
export function openStream(url: URL, listener: StreamListener): () => void {
  let isOver = false;
  const end = (why: string) => {
    if (isOver) return;
    isOver = true;
    request.destroy();
    listener.onEnd(why);
  };
  const request = get(new URL('/events', url), {headers: {accept: 'text/event-stream'}});
  request.setTimeout(silenceMaxMs, () => end('it has fallen silent'));
  request.on('error', (error: NodeJS.ErrnoException) => end(inWords(error)));
  request.on('response', (response) => {
    const refusal = refusalOf(response);
    if (refusal !== undefined) return end(refusal);
    const read = readerOf((snapshot) => listener.onSnapshot(snapshot), end);
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      if (!isOver) read(chunk);
    });
    response.on('close', () => end('it closed the connection'));
    response.on('error', (error) => end(inWords(error)));
  });
  return () => {
    isOver = true;
    request.destroy();
  };
}

/** A function that takes the stream's text, piece by piece. */
function readerOf(
  onSnapshot: (snapshot: Snapshot) => void,
  onRestartLimit: (why: string) => void,
): (chunk: string) => void {
  const parser = createParser({
    maxBufferSize: eventMaxCharacters,
    onError({type}) {
      if (type === 'max-buffer-size-exceeded') onRestartLimit('it sends too much');
    },
    onEvent({event, data}) {
      if (event !== undefined) return;
      try {
        onSnapshot(parseSnapshot(data));
      } catch (error) {
        if (!(error instanceof SnapshotError)) throw error;
        onRestartLimit(`it sends something else than Snapshots: ${error.message}`);
      }
    },
  });
  return (chunk) => parser.feed(chunk);
}

function refusalOf({statusCode, headers}: IncomingMessage): string | undefined {
  if (statusCode !== 200) return `it answers with status ${statusCode}`;
  const isStream = headers['content-type']?.startsWith('text/event-stream');
  return isStream ? undefined : 'it does not send events';
}

function inWords({code, message}: NodeJS.ErrnoException): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there',
    ECONNRESET: 'the connection broke',
    ENOTFOUND: 'there is no such machine',
  };
  return known[code ?? ''] ?? message;
}
