// Checks, before an npm script, that what it needs is installed. Prints one sentence that says what
// to do if not. Runs under any version of Node.js.
//
//     node tools/check.js program    the program is built
//     node tools/check.js tools      the tools of development are installed
import {existsSync} from 'node:fs';

const tools = ['asc', 'rolldown', 'tsc'].map((name) => `node_modules/.bin/${name}`);
const hasTools = tools.every((file) => existsSync(file));
const installTools = 'run npm ci without --omit=dev and NODE_ENV=production';

const oldestNode = 22;
// Without its install script, the package that brings a newer Node.js brings none.
const nodeAdvice =
  hasTools && Number(process.versions.node.split('.')[0]) < oldestNode
    ? `needs Node.js ${oldestNode} or newer; this is ${process.version}: run npm rebuild node`
    : undefined;

const advice = {
  program: existsSync('dist/cli.js')
    ? nodeAdvice
    : `is not built: ${hasTools ? 'run npm rebuild node && npm run build' : installTools}`,
  tools: hasTools
    ? nodeAdvice
    : `cannot be built without the tools of development: ${installTools}`,
}[process.argv[2]];

if (advice !== undefined) {
  process.stderr.write(`fizzbuzz-tui ${advice}\n`);
  process.exitCode = 1;
}
