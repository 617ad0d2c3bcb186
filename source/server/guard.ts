/** Which requests are answered at all. Pure. */

/** A refusal: a status and a sentence. */
export interface Refusal {
  readonly status: number;
  readonly sentence: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ownNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Why a request is refused, or `undefined`.
 *
 * A page of another site can make a browser send requests here under a name of its own that it lets point to this machine
 * (DNS rebinding); such a request names the other site in its `Host`.
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
