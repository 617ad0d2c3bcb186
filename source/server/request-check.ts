/** Decides which requests are answered, and for which path. All functions are pure. */
import {host} from './address.ts';

/** The answer to a request that is rejected: a status and a sentence. */
export interface ErrorResponse {
  readonly status: number;
  readonly sentence: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The parts of a request that decide whether it is answered. */
export interface RequestHead {
  readonly method?: string | undefined;
  /** The request target: `/path?query`, or a whole URL as clients of a proxy send it. */
  readonly url?: string | undefined;
  readonly httpVersion?: string | undefined;
  readonly headersDistinct: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** A request that is answered: its path, decoded. */
export interface CheckedRequest {
  readonly path: string;
}

/** This machine's own names, as `URL.hostname` writes them. */
const ownNames: readonly string[] = ['localhost', host, '[::1]', '[::ffff:7f00:1]'];

const malformed: ErrorResponse = {
  status: 400,
  sentence: 'The target and the host of the request cannot be read.',
};
const foreign: ErrorResponse = {
  status: 403,
  sentence: 'Only requests to this machine by its own names are answered.',
};
const notRead: ErrorResponse = {
  status: 405,
  sentence: 'Only GET and HEAD are answered.',
  headers: {allow: 'GET, HEAD'},
};

/**
 * Returns the path of a request, or the reason to reject it.
 *
 * The page of another site can make a browser send requests to this server under a name of its own
 * that it resolves to this machine (DNS rebinding). Such a request has the other site's name as its
 * host. A whole URL as the target names a host too, and both are checked.
 *
 * Target and host are read by the grammar of URLs, so that all forms of a name are the same name:
 * `LOCALHOST:80`, `127.1`, `[0:0:0:0:0:0:0:1]`, `localhost.`.
 * Source: https://www.rfc-editor.org/rfc/rfc9112#section-3.2 and https://url.spec.whatwg.org
 */
export function checkRequest(request: RequestHead): CheckedRequest | ErrorResponse {
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length > 1) return malformed;
  const target = readTarget(request.url ?? '');
  const names = [...hosts.map(readHost), ...(target?.name === undefined ? [] : [target.name])];
  // Clients of HTTP/1.0, such as the checks of load balancers, need no host. Browsers send one.
  const isNameless = names.length === 0 && request.httpVersion !== '1.0';
  if (isNameless || !names.every((name) => ownNames.includes(name ?? ''))) return foreign;
  if (request.method !== 'GET' && request.method !== 'HEAD') return notRead;
  return target === undefined ? malformed : {path: target.path};
}

/** Reads a request target; `undefined` for one that is no path and no URL of HTTP. */
function readTarget(target: string): {path: string; name?: string | undefined} | undefined {
  // A path can begin with two slashes. As a reference, it would name another host.
  const isPath = target.startsWith('/');
  const text = isPath ? `http://${host}${target}` : target;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined;
  // A user's name before the host only serves to disguise the host.
  if (url.username !== '' || url.password !== '') return undefined;
  const path = decodePath(url.pathname);
  if (path === undefined) return undefined;
  return isPath ? {path} : {path, name: nameOf(url)};
}

/** Reads the name of a `Host` header; `undefined` for a text that is not only a host and a port. */
function readHost(text: string): string | undefined {
  // A URL may contain all of these, and a host none of them.
  if (/[\s/\\?#@]/.test(text)) return undefined;
  const whole = `http://${text}`;
  return URL.canParse(whole) ? nameOf(new URL(whole)) : undefined;
}

/** The name of a URL's host. The root of all names may be written as a dot at the end. */
function nameOf({hostname}: URL): string {
  return hostname.replace(/\.$/, '');
}

/** Decodes a path; `undefined` if its encoding is damaged. */
function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
