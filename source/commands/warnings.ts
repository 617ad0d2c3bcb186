/**
 * The warnings of Node.js, such as those of deprecated functions. By default Node.js writes them to
 * stderr, over the picture of the monitor.
 */
import {printError} from './process.ts';

/** The kinds of warnings that are kept apart; further ones are dropped. */
const kindsMax = 20;

/**
 * Passes each later warning to `report` in place of stderr, as one line, and each text once. Has no
 * effect if the user has disabled warnings.
 * @returns a function that makes the warnings go to stderr again, as lines of this program
 */
export function redirectWarnings(report: (line: string) => void): () => void {
  // Without a listener, warnings are disabled (--no-warnings, NODE_NO_WARNINGS).
  if (process.listenerCount('warning') === 0) return () => {};
  const seen = new Set<string>();
  let receive = report;
  process.removeAllListeners('warning');
  process.on('warning', ({name, message}) => {
    const line = `${name}: ${message}`.replaceAll(/\s*\n\s*/g, ' ');
    if (seen.has(line) || seen.size === kindsMax) return;
    seen.add(line);
    receive(line);
  });
  return () => {
    receive = printError;
  };
}
