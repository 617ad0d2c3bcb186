/** Decides which requests are answered. All functions are pure. */

/** A rejected request: a status and a sentence. */
export interface Refusal {
  readonly status: number;
  readonly sentence: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ownNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Returns the reason to reject a request, or `undefined`.
 *
 * The page of another site can make a browser send requests to this server under a name of its own
 * that it resolves to this machine (DNS rebinding). Such a request has the other site's name in its
 * `Host` header.
 */
export function refusalOf(
  method: string | undefined,
  host: string | undefined,
): Refusal | undefined {
  if (!isOwnHost(host)) {
    return {status: 403, sentence: 'Only requests to this machine by its own names are answered.'};
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  return {
    status: 405,
    sentence: 'Only GET and HEAD are answered.',
    headers: {allow: 'GET, HEAD'},
  };
}

function isOwnHost(host: string | undefined): boolean {
  const name = host?.replace(/:\d{1,5}$/, '').toLowerCase();
  return name !== undefined && ownNames.includes(name);
}
