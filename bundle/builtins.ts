import {createRequire} from 'node:module';
import type {Plugin} from 'rolldown';

const http = 'node:http';
const id = `\0require:${http}`;

/**
 * Loads `node:http` with `require`. An `import` reads all exports of a module of Node.js, and some
 * of this one load a client for HTTP with the streams of the web: 50 ms at each start. These are
 * left out.
 */
export const builtins: Plugin = {
  name: 'builtins',
  resolveId: (name) => (name === http ? {id, moduleSideEffects: false} : null),
  load(loaded) {
    if (loaded !== id) return null;
    const properties = Object.getOwnPropertyDescriptors(createRequire(import.meta.url)(http));
    const names = Object.keys(properties).filter((name) => properties[name]?.get === undefined);
    return [
      `import {createRequire} from 'node:module';`,
      `const http = createRequire(import.meta.url)('${http}');`,
      'export default http;',
      ...names.map((name) => `export const ${name} = /* @__PURE__ */ (() => http.${name})();`),
    ].join('\n');
  },
};
