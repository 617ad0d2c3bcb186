/** The page's files: which there are, under which names they are asked for, and where they lie. */
import {readFile} from 'node:fs/promises';

export interface Asset {
  readonly contentType: string;
  readonly content: Buffer;
}

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** Where the program's own files lie, the page's among them. */
const home = new URL('../', import.meta.url);

/** Modules that the browser loads as they are: the page's own, and what it shares with the terminal. */
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

/** The file that is asked for as `path`, or `undefined` when there is none of that name. */
export async function readAsset(path: string): Promise<Asset | undefined> {
  const [file, contentType] = files.get(path) ?? [];
  if (file === undefined || contentType === undefined) return undefined;
  return {contentType, content: await readFile(file)};
}
