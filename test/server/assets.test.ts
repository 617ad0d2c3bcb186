// What the page loads: every module behind its entries is served, and runs in a browser.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

/** The names of the built files. The page loads nothing else. */
const {isAsset}: typeof import('../../source/server/assets.ts') = await import(
  new URL('../../dist/server/assets.js', import.meta.url).href
);
const source = path.resolve(import.meta.dirname, '../../source');
const entries = ['server/page/page.ts', 'server/page/feed-worker.ts'];

/** The modules that a browser loads for the entries; types are not loaded. */
function closure(): {readonly modules: ReadonlySet<string>; readonly packages: readonly string[]} {
  const modules = new Set<string>();
  const packages: string[] = [];
  const visit = (file: string) => {
    if (modules.has(file)) return;
    modules.add(file);
    const text = readFileSync(path.join(source, file), 'utf8');
    const imports = text.matchAll(/^(?:import|export) (?!type\b)[^'";]*?from '([^']+)'/gm);
    for (const [, from = ''] of imports) {
      if (from.startsWith('.')) visit(path.join(path.dirname(file), from));
      else packages.push(`${file} imports ${from}`);
    }
  };
  for (const entry of entries) visit(entry);
  return {modules, packages};
}

test('the search finds the modules', () => {
  expect(closure().modules.size).toBeGreaterThan(20);
});

test('every module of the page is served', () => {
  const paths = [...closure().modules].map((file) => `/assets/${file.replace(/\.ts$/, '.js')}`);
  expect(paths.filter((name) => !isAsset(name))).toEqual([]);
});

test('no module of the page needs a package or Node.js', () => {
  expect(closure().packages).toEqual([]);
});
