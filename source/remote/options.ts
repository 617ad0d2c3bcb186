import {parseArguments, programName, refusal} from '../arguments.ts';
import {type Look, lookFlags, lookHelp, readLook} from '../look.ts';

/** The settings of `attach`. */
export interface AttachOptions {
  readonly url: URL;
  readonly look: Look;
  readonly plain: boolean;
}

/** The result of parsing the command line: a run to attach to, or a text to print. */
export type AttachRequest =
  | {readonly kind: 'attach'; readonly options: AttachOptions}
  | {readonly kind: 'print'; readonly text: string};

const defaultUrl = 'http://127.0.0.1:9900';

const help = `
  Watches a run of ${programName} that goes on elsewhere on this machine.

  Usage
    $ ${programName} attach [url] [options]

  The url is that of its telemetry, which its log names (${defaultUrl}).
  When the connection is lost, the last picture stays, and it is tried again.

  Options
    ${lookHelp}
        --plain          no interface: log lines, and the summary when the run ends
                         (the default when stdin or stdout is no terminal)
`;

/**
 * Converts the command line of attach into frozen options, or throws one clear sentence.
 * @param argv the arguments after `attach`
 * @throws {UsageError} on any argument that is not accepted
 */
export function readAttachRequest(argv: readonly string[], env: NodeJS.ProcessEnv): AttachRequest {
  const given = parseArguments(help, {...lookFlags, plain: {kind: 'switch'}}, argv, 1);
  if (given.printed !== undefined) return {kind: 'print', text: given.printed};
  const options = {
    url: readUrl(given.words[0] ?? defaultUrl),
    plain: given.isOn('plain'),
    look: readLook(given, env),
  };
  return {kind: 'attach', options: Object.freeze(options)};
}

/** Parses the URL. A bare port and `host:port` are accepted too. */
function readUrl(given: string): URL {
  const address = /^\d+$/.test(given) ? `127.0.0.1:${given}` : given;
  const text = address.includes('://') ? address : `http://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && url.href === `${url.origin}/`) return url;
  throw refusal('attach', given, `the address of a run's telemetry, such as ${defaultUrl}`);
}
