/** The files of the page: their names in requests and their contents. */
import {existsSync, readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';

/** A file of the page. */
export interface Asset {
  readonly contentType: string;
  readonly content: Buffer;
}

/** The files of the page by their paths in requests. */
export type Assets = ReadonlyMap<string, Asset>;

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
const script = 'text/javascript; charset=utf-8';

/** The folder of the compiled program. */
const home = new URL('../', import.meta.url);
/** The folders whose modules the browser loads: the page, and what it shares with the terminal. */
const folders = ['server/page/', 'server/page/base/', 'server/page/diagram/', 'format/'];

/** Single modules that the shared ones use, of the engine and of FizzBuzz. */
const shared = [
  'engine/texts.js',
  'engine/definition/settings.js',
  'fizzbuzz/report.js',
  'fizzbuzz/definition/tallies.js',
];

const files: ReadonlyArray<readonly [path: string, file: URL, contentType: string]> = [
  ['/', new URL('server/page/index.html', home), html],
  ['/assets/page.css', new URL('server/page/page.css', home), css],
  ...shared
    .filter((name) => existsSync(new URL(name, home)))
    .map((name) => [`/assets/${name}`, new URL(name, home), script] as const),
  ['/assets/viz.js', new URL(import.meta.resolve('@viz-js/viz')), script],
  ...folders.flatMap((folder) =>
    readdirSync(new URL(folder, home))
      .filter((name) => name.endsWith('.js'))
      .map((name) => [`/assets/${folder}${name}`, new URL(folder + name, home), script] as const),
  ),
];

const paths = new Set(files.map(([path]) => path));

/** Whether a path in a request is that of a file of the page. */
export function isAsset(path: string): boolean {
  return paths.has(path);
}

/** Reads all files of the page. Rejects if one of them cannot be read. */
export async function readAssets(): Promise<Assets> {
  const assets = files.map(async ([path, file, contentType]): Promise<[string, Asset]> => {
    return [path, {contentType, content: await readFile(file)}];
  });
  return new Map(await Promise.all(assets));
}
