/** Answers requests by their path. Every view of the Snapshot is created on request. */
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {SnapshotSource} from '../engine/index.ts';
import {toWire} from '../fizzbuzz/report.ts';
import {readAsset} from './assets.ts';
import {toDot} from './dot.ts';
import type {Events} from './events.ts';
import {checkRequest, type ErrorResponse} from './request-check.ts';

/**
 * The page loads nothing from other hosts and runs only its own scripts. Graphviz runs as
 * WebAssembly.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const commonHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The sources of answers. */
export interface Telemetry {
  readonly source: SnapshotSource;
  readonly events: Events;
}

/** Answers one request. `telemetry` is `undefined` before there is a run. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  telemetry: Telemetry | undefined,
): Promise<void> {
  const error = checkRequest(request.method, request.headers.host);
  if (error !== undefined) return sendError(response, error);
  const path = (request.url ?? '/').replace(/[?#].*$/s, '');
  const asset = await readAsset(path);
  if (asset !== undefined) return send(response, asset.contentType, asset.content);
  const route = routes[path];
  if (route === undefined) {
    return sendError(response, {status: 404, sentence: `Known are: ${known}.`});
  }
  if (telemetry === undefined) {
    return sendError(response, {status: 503, sentence: 'The run has not started yet.'});
  }
  await route(request, response, telemetry);
}

type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  telemetry: Telemetry,
) => Promise<void> | void;

const routes: Readonly<Record<string, Route>> = {
  '/graph.dot': (_request, response, {source}) =>
    send(response, 'text/vnd.graphviz; charset=utf-8', toDot(source.getSnapshot())),
  '/snapshot.json': (_request, response, {source}) =>
    send(response, 'application/json', `${toWire(source.getSnapshot())}\n`),
  async '/metrics'(_request, response, {source}) {
    const {metricsContentType, toMetrics} = await import('./metrics.ts');
    send(response, metricsContentType, await toMetrics(source.getSnapshot()));
  },
  '/events'(request, response, {events}) {
    if (events.isFull) {
      return sendError(response, {status: 503, sentence: 'There are too many listeners already.'});
    }
    response.writeHead(200, {...commonHeaders, 'content-type': 'text/event-stream'});
    if (request.method === 'HEAD') response.end();
    else events.add(response);
  },
};

const known = ['/', ...Object.keys(routes)].join(', ');

function send(response: ServerResponse, contentType: string, content: string | Buffer): void {
  const length = Buffer.byteLength(content);
  const headers = {'content-type': contentType, 'content-length': length};
  response.writeHead(200, {...commonHeaders, ...headers});
  response.end(content);
}

/** Rejects a request. The client may still be sending, so the connection cannot be reused. */
function sendError(response: ServerResponse, {status, sentence, headers}: ErrorResponse): void {
  response.writeHead(status, {
    ...commonHeaders,
    ...headers,
    connection: 'close',
    'content-type': 'text/plain; charset=utf-8',
  });
  response.end(`${sentence}\n`);
}
