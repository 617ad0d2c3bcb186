import {parseArguments, programName, refusal} from '../arguments.ts';
import {type Look, lookFlags, lookHelp, readLook} from '../look.ts';

/** The settings of `replay`. */
export interface ReplayOptions {
  readonly path: string;
  readonly look: Look;
  readonly plain: boolean;
}

/** The result of parsing the command line: a replay, or a text to print. */
export type ReplayRequest =
  | {readonly kind: 'replay'; readonly options: ReplayOptions}
  | {readonly kind: 'print'; readonly text: string};

const help = `
  Plays a recording that was made with --record.

  Usage
    $ ${programName} replay <file> [options]

  Options
    ${lookHelp}
        --plain          no interface: all log lines at once, then the summary
                         (the default when stdin or stdout is no terminal)

  Keys
    space pause   , . one Snapshot back, forward   + - faster, slower
    arrows 5 seconds back, forward   Home End to the ends   q quit
`;

/**
 * Converts the command line of replay into frozen options, or throws one clear sentence.
 * @param argv the arguments after `replay`
 * @throws {UsageError} on any argument that is not accepted
 */
export function readReplayRequest(argv: readonly string[], env: NodeJS.ProcessEnv): ReplayRequest {
  const given = parseArguments(help, {...lookFlags, plain: {kind: 'switch'}}, argv, 1);
  if (given.printed !== undefined) return {kind: 'print', text: given.printed};
  const [path] = given.words;
  if (!path) throw refusal('replay', path, 'a file that was written with --record');
  return {
    kind: 'replay',
    options: Object.freeze({path, plain: given.isOn('plain'), look: readLook(given, env)}),
  };
}
