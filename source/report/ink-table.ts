/**
 * ink-table under this Ink: a CommonJS package that requires ink, which is an ES module with top-level await and so can not
 * be required. The module it would get is put into its cache first.
 */
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

export const {default: Table} = require('ink-table') as typeof InkTable;
