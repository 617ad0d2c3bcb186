// The arrows between the rooms of the house: who may import whom. What is not listed is not allowed.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

const engineParts = ['engine/memory', 'engine/channel', 'engine/kernels', 'engine/actors'];

/** For each room the other rooms it may import from; `engine/base` are the engine's files without a room of their own. */
const arrows: Record<string, readonly string[]> = {
  'engine/base': [],
  'engine/memory': ['engine/base'],
  'engine/channel': ['engine/base', 'engine/memory'],
  'engine/kernels': ['engine/base', 'engine/memory'],
  'engine/actors': ['engine/base', 'engine/memory', 'engine/channel', 'engine/kernels'],
  'engine/pipeline': ['engine/base', 'engine/memory', 'engine/channel'],
  'engine/runtime': ['engine/base', 'engine/pipeline', ...engineParts],
  'engine/telemetry': ['engine/base', 'engine/pipeline', 'engine/memory', 'engine/kernels'],
  'engine/face': [
    'engine/base',
    'engine/pipeline',
    'engine/runtime',
    'engine/telemetry',
    ...engineParts,
  ],
  format: ['engine/face'],
  store: ['engine/face'],
  hooks: [],
  components: ['engine/face', 'format', 'hooks', 'store'],
  report: ['engine/face', 'format'],
  interfaces: ['engine/face', 'format', 'store', 'hooks', 'components'],
  snapshot: ['engine/face'],
  page: ['engine/face', 'format'],
  server: ['engine/face', 'format'],
  'command line': ['engine/face', 'format'],
  remote: ['engine/face', 'command line', 'snapshot', 'store'],
  recording: ['engine/face', 'command line', 'snapshot', 'store'],
  bench: ['engine/face', 'command line', 'format', 'report'],
  sweep: ['engine/face', 'command line', 'bench', 'format'],
  commands: [
    'engine/face',
    'command line',
    'bench',
    'format',
    'interfaces',
    'recording',
    'remote',
    'report',
    'server',
    'store',
    'sweep',
  ],
  program: ['command line', 'commands'],
};

const outside: Record<string, readonly string[]> = {
  format: ['asciichart'],
  hooks: ['ink', 'react'],
  components: ['chalk', 'ink', 'react'],
  report: ['ink', 'ink-table'],
  interfaces: ['ink', 'react'],
  'command line': ['meow'],
  page: ['@viz-js/viz'],
  remote: ['eventsource-parser'],
  server: ['prom-client'],
  sweep: ['ink'],
  snapshot: ['valibot'],
};

const source = path.resolve(import.meta.dirname, '../source');
const baseFiles = [
  'beat-rate',
  'clock',
  'errors',
  'graph',
  'limits',
  'profiles',
  'shape',
  'tallies',
];
const programFiles = ['bin', 'cli'];
const faceFiles = ['api', 'broadcast', 'engine', 'index', 'deployment', 'machine', 'run'];

/** The room of a file of `source/`. */
function roomOf(file: string): string {
  const parts = path.relative(source, file).split(path.sep);
  const name = (parts.at(-1) ?? '').replace(/\.tsx?$/, '');
  if (parts.length === 1) return programFiles.includes(name) ? 'program' : 'command line';
  if (parts[0] !== 'engine') return parts[0] as string;
  if (parts.length > 2) return `engine/${parts[1]}`;
  if (baseFiles.includes(name)) return 'engine/base';
  return faceFiles.includes(name) ? 'engine/face' : `engine/${name}`;
}

interface Import {
  readonly file: string;
  readonly from: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/\b(?:from\s+|import\s+|import\(\s*)'([^'\n]+)'/g);
  return [...found].map((match) => ({file, from: match[1] as string}));
}

const files = readdirSync(source, {recursive: true, encoding: 'utf8'})
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('assembly'))
  .map((name) => path.join(source, name));

function describeImport({file, from}: Import): string {
  return `${path.relative(source, file)} imports ${from}`;
}

test('every file stands in a room that is known', () => {
  expect(files.filter((file) => !(roomOf(file) in arrows))).toEqual([]);
  expect(files.length).toBeGreaterThan(50);
});

test('arrows between rooms point one way only', () => {
  const wrong = files.flatMap(importsOf).filter(({file, from}) => {
    if (!from.startsWith('.')) return false;
    const target = roomOf(path.resolve(path.dirname(file), from));
    return target !== roomOf(file) && !arrows[roomOf(file)]?.includes(target);
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test('outside the engine only its public face is imported', () => {
  const wrong = files.flatMap(importsOf).filter(({file, from}) => {
    if (!from.startsWith('.') || roomOf(file).startsWith('engine/')) return false;
    const target = path.relative(source, path.resolve(path.dirname(file), from));
    return target.startsWith('engine') && target !== path.join('engine', 'index.ts');
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test('packages are imported only where they belong, and into the engine none', () => {
  const wrong = files.flatMap(importsOf).filter(({file, from}) => {
    if (from.startsWith('.') || from.startsWith('node:')) return false;
    return !outside[roomOf(file)]?.includes(from);
  });
  expect(wrong.map(describeImport)).toEqual([]);
});
