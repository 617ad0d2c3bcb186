/** The files of the page: their names in requests and their locations. */
import {readFile} from 'node:fs/promises';

/** A file of the page. */
export interface Asset {
  readonly contentType: string;
  readonly content: Buffer;
}

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** The folder of the program's own files, including the page. */
const home = new URL('../', import.meta.url);

/**
 * The modules that the browser loads unchanged: the page's own, and those shared with the terminal.
 */
const modules = [
  'page/chart',
  'page/elements',
  'page/graph',
  'page/link',
  'page/page',
  'page/panels',
  'page/theme',
  'format/limit',
  'format/number',
  'format/shares',
];

const files: ReadonlyMap<string, readonly [file: URL, contentType: string]> = new Map([
  ['/', [new URL('page/index.html', home), html]],
  ['/assets/page/page.css', [new URL('page/page.css', home), css]],
  ['/assets/viz.js', [new URL(import.meta.resolve('@viz-js/viz')), script]],
  ...modules.map((name): [string, [URL, string]] => [
    `/assets/${name}.js`,
    [new URL(`${name}.js`, home), script],
  ]),
]);

/** Reads the file that a request names as `path`. Resolves with `undefined` if there is none. */
export async function readAsset(path: string): Promise<Asset | undefined> {
  const [file, contentType] = files.get(path) ?? [];
  if (file === undefined || contentType === undefined) return undefined;
  return {contentType, content: await readFile(file)};
}
