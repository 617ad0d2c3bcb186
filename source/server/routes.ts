/** Answers requests by their path. Every view of the Snapshot is created on request. */
import type {IncomingMessage, ServerResponse} from 'node:http';
import {errorMessage, type SnapshotSource} from '../engine/index.ts';
import {toWire} from '../fizzbuzz/report.ts';
import {isAsset, readAssets} from './assets.ts';
import {toDot} from './dot.ts';
import type {Events} from './events.ts';
import type {RunHistory} from './page/base/run-history.ts';
import {createPreload} from './preload.ts';
import {checkRequest, type ErrorResponse} from './request-check.ts';

/**
 * The page loads nothing from other hosts and runs only its own scripts. Graphviz runs as
 * WebAssembly.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
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

/** Events reach the client at once only through proxies that neither change nor collect them. */
const streamHeaders = {
  'cache-control': 'no-store, no-transform',
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
} as const;

/** The sources of answers. */
export interface Telemetry {
  readonly source: SnapshotSource;
  readonly events: Events;
  readonly history: RunHistory;
}

/** Answers a request. `telemetry` is `undefined` before there is a run. Never rejects. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  telemetry: Telemetry | undefined,
) => Promise<void>;

/**
 * Creates the answers of a server.
 * @param onFault is called with a sentence about a request that could not be answered
 */
export function createAnswer(onFault: (sentence: string) => void): Answer {
  const loaded = {
    assets: createPreload(readAssets),
    metrics: createPreload(() => import('./metrics.ts')),
  };
  return async (request, response, telemetry) => {
    const checked = checkRequest(request);
    if ('status' in checked) return sendError(response, checked);
    const {path} = checked;
    try {
      if (isAsset(path)) return await sendAsset(response, path, loaded);
      const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
      if (route === undefined) return sendError(response, notFound);
      if (telemetry === undefined) return sendError(response, notStarted);
      await route(request, response, telemetry, loaded);
    } catch (error) {
      const sentence = `${path} cannot be answered: ${errorMessage(error).split('\n')[0]}`;
      onFault(sentence);
      if (response.headersSent) response.destroy();
      else sendError(response, {status: 500, sentence: `${sentence}.`});
    }
  };
}

/** What is loaded from files, once. */
interface Loaded {
  readonly assets: () => ReturnType<typeof readAssets>;
  readonly metrics: () => Promise<typeof import('./metrics.ts')>;
}

type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  telemetry: Telemetry,
  loaded: Loaded,
) => Promise<void> | void;

const json = 'application/json';

const routes: Readonly<Record<string, Route>> = {
  '/graph.dot': (_request, response, {source}) =>
    send(response, 'text/vnd.graphviz; charset=utf-8', toDot(source.getSnapshot())),
  '/snapshot.json': (_request, response, {source}) =>
    send(response, json, `${toWire(source.getSnapshot())}\n`),
  '/history.json': (_request, response, {history}) =>
    send(response, json, `${JSON.stringify(history.report)}\n`),
  async '/metrics'(_request, response, {source}, loaded) {
    const {metricsContentType, toMetrics} = await loaded.metrics();
    send(response, metricsContentType, await toMetrics(source.getSnapshot()));
  },
  '/events'(request, response, {events}) {
    if (events.isFull) return sendError(response, tooMany);
    response.writeHead(200, {...commonHeaders, ...streamHeaders});
    if (request.method === 'HEAD') response.end();
    else events.add(response);
  },
};

const known = ['/', ...Object.keys(routes)].join(', ');
const notFound: ErrorResponse = {status: 404, sentence: `Known are: ${known}.`};
const notStarted: ErrorResponse = {status: 503, sentence: 'The run has not started yet.'};
const tooMany: ErrorResponse = {status: 503, sentence: 'There are too many listeners already.'};

async function sendAsset(response: ServerResponse, path: string, {assets}: Loaded): Promise<void> {
  const asset = (await assets()).get(path);
  if (asset !== undefined) send(response, asset.contentType, asset.content);
}

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
