import {createRequire} from 'node:module';
import * as ink from 'ink';
import type InkTable from 'ink-table';

const require = createRequire(import.meta.url);
const inkOfInkTable = createRequire(require.resolve('ink-table')).resolve('ink');
require.cache[inkOfInkTable] ??= {
  id: inkOfInkTable,
  filename: inkOfInkTable,
  loaded: true,
  exports: ink,
} as NodeJS.Module;

/**
 * The component of ink-table, loaded with this version of Ink.
 *
 * ink-table is a CommonJS package that requires ink. Ink is an ES module with top-level await and
 * cannot be required. Therefore the module is put into the cache of `require` first.
 */
export const {default: Table} = require('ink-table') as typeof InkTable;
