/**
 * What the bundle changes in packages, so that they load sooner. None of it changes what they do
 * for this program.
 */
import type {Plugin} from 'rolldown';

/** A change of a text in the file of a package. */
interface Substitution {
  /** The end of the file's path. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Characters of one column each, which never join with another one of them: ASCII, Latin-1,
 * punctuation, arrows, operators, boxes, blocks and braille. It is the content of a class of
 * characters.
 */
export const narrowCharacters =
  '\\u0020-\\u007E\\u00A1-\\u00AC\\u00AE-\\u00FF\\u02C7\\u2010-\\u2027\\u2030-\\u205E' +
  '\\u2190-\\u2211\\u2500-\\u25FC\\u25FF\\u2800-\\u28FF';

const substitutions: readonly Substitution[] = [
  {
    // Yoga gets its WebAssembly out of a `data:` URL with `fetch`. Node.js loads an HTTP client for
    // that. Without `fetch`, Yoga decodes the URL.
    file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
    from: 'typeof fetch',
    to: '"undefined"',
  },
  {
    // meow checks package.json against a list of licences, which it sorts first.
    file: 'meow/build/dependencies.js',
    from: 'var normalizeExports = requireNormalize();',
    to: 'var normalizeExports = () => {};',
  },
  {
    // The width of a text beyond ASCII takes expressions over Unicode's properties. Their
    // compilation takes 50 ms.
    file: 'string-width/index.js',
    from: '/^[\\u0020-\\u007E]*$/',
    to: `/^[${narrowCharacters}]*$/`,
  },
  {
    // React's developer tools, which are not installed.
    file: 'ink/build/reconciler.js',
    from: "process.env['DEV'] === 'true'",
    to: 'false',
  },
];

/** Makes the substitutions. The build fails when a package has no such text any more. */
export const substitute: Plugin = {
  name: 'substitute',
  transform(code, id) {
    const ours = substitutions.filter(({file}) => id.endsWith(`/node_modules/${file}`));
    if (ours.length === 0) return null;
    const changed = ours.reduce((text, {file, from, to}) => {
      if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
      return text.replaceAll(from, to);
    }, code);
    return {code: changed, map: null};
  },
};
