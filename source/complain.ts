import {programName} from './arguments.ts';

/** Reports an error: writes one line to stderr, the program's name and `sentence`. */
export function complain(sentence: string): void {
  process.stderr.write(`${programName}: ${sentence}\n`);
}
