// The dependencies between the folders of `source/`. A dependency that is not listed is not
// allowed.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

/** For each top folder, the other top folders that it may import from. */
const dependencies: Record<string, readonly string[]> = {
  engine: [],
  bridge: ['engine'],
  fizzbuzz: ['engine'],
  parts: ['engine', 'bridge', 'fizzbuzz'],
  format: ['engine', 'fizzbuzz'],
  terminal: [],
  monitor: ['engine', 'fizzbuzz', 'format', 'terminal'],
  panels: ['engine', 'fizzbuzz', 'format', 'monitor'],
  components: ['engine', 'fizzbuzz', 'format', 'monitor', 'panels', 'terminal'],
  report: ['engine', 'fizzbuzz', 'format'],
  server: ['engine', 'fizzbuzz', 'format'],
  sources: ['engine', 'fizzbuzz', 'monitor'],
  measure: ['engine', 'fizzbuzz', 'format', 'report'],
  commands: [
    'engine',
    'bridge',
    'fizzbuzz',
    'parts',
    'format',
    'monitor',
    'components',
    'report',
    'server',
    'sources',
    'measure',
    'terminal',
  ],
  '.': ['commands'],
};

/** The packages that each top folder may import. */
const packages: Record<string, readonly string[]> = {
  engine: ['valibot'],
  bridge: ['@nats-io/jetstream', '@nats-io/kv', '@nats-io/transport-node'],
  format: ['asciichart'],
  components: ['chalk', 'ink', 'react'],
  report: ['ink', 'ink-table', 'react'],
  measure: ['ink'],
  commands: ['meow'],
  server: ['@viz-js/viz', 'prom-client'],
  sources: ['eventsource-parser'],
};

const source = path.resolve(import.meta.dirname, '../source');

interface Import {
  readonly file: string;
  readonly from: string;
  /** The imported file, for a relative import. */
  readonly target: string | undefined;
}

const importPatterns = [
  /^(?:import|export)\b[^'"`;]*?\bfrom '([^'\n]+)'/gm,
  /^import '([^'\n]+)'/gm,
  /\bimport\(\s*'([^'\n]+)'/g,
];

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = importPatterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found.map(([, from = '']) => ({
    file,
    from,
    target: from.startsWith('.') ? path.resolve(path.dirname(file), from) : undefined,
  }));
}

const files = readdirSync(source, {recursive: true, encoding: 'utf8'})
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('assembly'))
  .map((name) => path.join(source, name));
const imports = files.flatMap(importsOf);

const folderOf = (file: string) => path.relative(source, path.dirname(file)) || '.';
const topOf = (file: string) => folderOf(file).split(path.sep)[0] as string;

function describeImport({file, from}: Import): string {
  return `${path.relative(source, file)} imports ${from}`;
}

/** Returns the first cycle of a graph, as its nodes in order; empty without a cycle. */
function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const finished = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (finished.has(node)) return [];
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(node);
    return [];
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function edgesBy(nameOf: (file: string) => string, of: readonly Import[]) {
  const edges = new Map<string, Set<string>>();
  for (const {file, target} of of) {
    if (target === undefined) continue;
    const [from, to] = [nameOf(file), nameOf(target)];
    if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
  return edges;
}

test('the search for cycles finds one', () => {
  const edges = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c', 'd'])],
    ['d', new Set(['b'])],
  ]);
  expect(findCycle(edges)).toEqual(['b', 'd', 'b']);
});

test('the only file beside the folders is the entry', () => {
  expect(imports.length).toBeGreaterThan(200);
  expect(readdirSync(source).toSorted()).toEqual(
    [...Object.keys(dependencies).filter((folder) => folder !== '.'), 'cli.tsx'].toSorted(),
  );
});

test('folders import only the folders below them', () => {
  const wrong = imports.filter(({file, target}) => {
    if (target === undefined || topOf(target) === topOf(file)) return false;
    return !dependencies[topOf(file)]?.includes(topOf(target));
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test('there is no cycle of files, not even of types', () => {
  expect(findCycle(edgesBy((file) => path.relative(source, file), imports))).toEqual([]);
});

test('there is no cycle of folders', () => {
  expect(findCycle(edgesBy(folderOf, imports))).toEqual([]);
});

test('other folders import the public faces of the engine only', () => {
  const faces = ['index.ts', 'parse.ts', 'start.ts', 'testing.ts', 'texts.ts'].map((name) =>
    path.join(source, 'engine', name),
  );
  const wrong = imports.filter(
    ({file, target}) =>
      target !== undefined &&
      topOf(target) === 'engine' &&
      topOf(file) !== 'engine' &&
      !faces.includes(target),
  );
  expect(wrong.map(describeImport)).toEqual([]);
});

test('a run loads no package into the engine: only the parser of Snapshots uses one', () => {
  const users = imports.filter(({file, from}) => topOf(file) === 'engine' && from === 'valibot');
  expect(users.map(({file}) => path.relative(source, file)).toSorted()).toEqual([
    'engine/parse.ts',
    'engine/snapshot/graph-schema.ts',
    'engine/snapshot/limit-schema.ts',
    'engine/snapshot/primitives.ts',
    'engine/snapshot/schema.ts',
    'engine/snapshot/types.ts',
  ]);
});

test('packages are imported only where they belong', () => {
  const wrong = imports.filter(({file, from, target}) => {
    if (target !== undefined || from.startsWith('node:')) return false;
    return !packages[topOf(file)]?.includes(from);
  });
  expect(wrong.map(describeImport)).toEqual([]);
});
