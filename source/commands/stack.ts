/** Stacks of the bundled program, whose files contain many modules without line breaks. */
import {existsSync, readFileSync} from 'node:fs';
import {SourceMap} from 'node:module';
import {fileURLToPath} from 'node:url';

/** A position in a file of the program. */
const position = /(file:\/\/\/[^\s()]+\.js):(\d+):(\d+)/g;

/**
 * Converts the positions of a stack to those in the sources, by the source maps beside the files.
 * Positions without a source map stay as they are, and so do all under `--enable-source-maps`.
 */
export function toSourceStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replaceAll(position, (found, url: string, line: string, column: string) => {
    if (!maps.has(url)) maps.set(url, readSourceMap(url));
    const origin = maps.get(url)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return found;
    return `${new URL(origin.fileName, url).href}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

/** Returns `undefined` also if the source map cannot be read: the stack must be shown anyway. */
function readSourceMap(url: string): SourceMap | undefined {
  try {
    const file = `${fileURLToPath(url)}.map`;
    return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  } catch {
    return undefined;
  }
}
