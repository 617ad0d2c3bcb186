/** What goes wrong, told in a sentence on stderr. */
import {programName} from './arguments.ts';

/** Writes one line: the program's name and `sentence`. */
export function complain(sentence: string): void {
  process.stderr.write(`${programName}: ${sentence}\n`);
}
