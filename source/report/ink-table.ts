import {createRequire} from 'node:module';
import * as ink from 'ink';
import type InkTable from 'ink-table';
import * as react from 'react';

const require = createRequire(import.meta.url);
const inkTable = createRequire(require.resolve('ink-table'));
for (const [name, exports] of Object.entries({ink, react})) {
  const id = inkTable.resolve(name);
  require.cache[id] ??= {id, filename: id, loaded: true, exports} as NodeJS.Module;
}

/**
 * The component of ink-table, loaded with this program's Ink and React.
 *
 * ink-table is a CommonJS package that requires ink. Ink is an ES module with top-level await and
 * cannot be required. In the program it is part of the bundle, too. Therefore the modules are put
 * into the cache of `require` first.
 */
export const {default: Table} = require('ink-table') as typeof InkTable;
