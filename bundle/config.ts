/**
 * The bundle of the program: its modules and the packages of the interface in few files. Node.js
 * takes long to find and read hundreds of them.
 *
 * The compiler has written a file per module to `dist/` before. The bundle replaces those that are
 * loaded by their paths. Modules and packages that several of them use are in `dist/chunks/`.
 */
import {defineConfig} from 'rolldown';
import {builtins} from './builtins.ts';
import {ownUrls} from './own-urls.ts';
import {substitute} from './substitutions.ts';

/** The modules that are loaded by their paths: by `cli.js`, users, threads and tests. */
const entries = [
  'bridge/index',
  'commands/attach',
  'commands/bench',
  'commands/faults',
  'commands/parsers',
  'commands/process',
  'commands/replay',
  'commands/run',
  'commands/run-module',
  'commands/signals',
  'commands/sweep',
  'engine/index',
  'engine/runtime/thread',
  'engine/testing',
  'fizzbuzz/index',
  'fizzbuzz/pipeline',
  'measure/round-trip',
  'parts/source-part',
  'parts/worker-part',
  'server/assets',
];

export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `source/${name}.ts`])),
  platform: 'node',
  // Packages that a run can do without are loaded when they are needed. ink-table needs `require`.
  external: [/^@nats-io\//, '@viz-js/viz', 'ink-table', 'prom-client'],
  plugins: [builtins, ownUrls, substitute],
  transform: {define: {'process.env.NODE_ENV': '"production"'}},
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    // Names stay, for stacks. Without blanks and comments, less is read at each start.
    minify: {compress: true, mangle: false, codegen: {removeWhitespace: true}},
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
});
