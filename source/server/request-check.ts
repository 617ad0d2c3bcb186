/** Decides which requests are answered. All functions are pure. */
import {host} from './address.ts';

/** The answer to a request that is rejected: a status and a sentence. */
export interface ErrorResponse {
  readonly status: number;
  readonly sentence: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ownNames = ['localhost', host, '[::1]'];

/**
 * Returns the reason to reject a request, or `undefined`.
 *
 * The page of another site can make a browser send requests to this server under a name of its own
 * that it resolves to this machine (DNS rebinding). Such a request has the other site's name in its
 * `Host` header.
 */
export function checkRequest(
  method: string | undefined,
  hostHeader: string | undefined,
): ErrorResponse | undefined {
  const name = hostHeader?.replace(/:\d{1,5}$/, '').toLowerCase();
  if (name === undefined || !ownNames.includes(name)) {
    return {status: 403, sentence: 'Only requests to this machine by its own names are answered.'};
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  const headers = {allow: 'GET, HEAD'};
  return {status: 405, sentence: 'Only GET and HEAD are answered.', headers};
}
