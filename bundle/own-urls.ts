import path from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';

const source = fileURLToPath(new URL('../source/', import.meta.url));

/** What stands for the URL of a file until it is known which file of the bundle has it. */
const marks = /import\.meta\[["'`]([^"'`]+)["'`]\]/g;

/**
 * Makes `import.meta.url` the URL that a module's own file has in `dist/`, whatever file of the
 * bundle the module is in. Threads, kernels and pages are found by it.
 */
export const ownUrls: Plugin = {
  name: 'own-urls',
  transform(code, id) {
    if (!id.startsWith(source) || !code.includes('import.meta.url')) return null;
    const file = path.relative(source, id).replace(/\.tsx?$/, '.js');
    return {code: code.replaceAll('import.meta.url', `import.meta['${file}']`), map: null};
  },
  renderChunk(code, {fileName}) {
    if (code.search(marks) === -1) return null;
    const marked = code.replaceAll(marks, (_, file: string) => {
      const relative = path.relative(path.dirname(fileName), file);
      return `new URL("${relative}",import.meta.url).href`;
    });
    // Columns after the URL are off; lines are right.
    return {code: marked, map: null};
  },
};
