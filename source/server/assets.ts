/** The files of the page: their names in requests and their locations. */
import {readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';

/** A file of the page. */
export interface Asset {
  readonly contentType: string;
  readonly content: Buffer;
}

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** The folder of the compiled program. */
const home = new URL('../', import.meta.url);
/** The folders whose modules the browser loads: the page, and what it shares with the terminal. */
const folders = ['server/page/', 'format/'];

const files: ReadonlyMap<string, readonly [file: URL, contentType: string]> = new Map([
  ['/', [new URL('server/page/index.html', home), html]],
  ['/assets/page.css', [new URL('server/page/page.css', home), css]],
  ['/assets/viz.js', [new URL(import.meta.resolve('@viz-js/viz')), script]],
  ...folders.flatMap((folder) =>
    readdirSync(new URL(folder, home))
      .filter((name) => name.endsWith('.js'))
      .map((name): [string, [URL, string]] => [
        `/assets/${folder}${name}`,
        [new URL(folder + name, home), script],
      ]),
  ),
]);

/** Reads the file that a request names as `path`. Resolves with `undefined` if there is none. */
export async function readAsset(path: string): Promise<Asset | undefined> {
  const [file, contentType] = files.get(path) ?? [];
  if (file === undefined || contentType === undefined) return undefined;
  return {contentType, content: await readFile(file)};
}
