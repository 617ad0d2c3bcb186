/**
 * The entry of the process whose V8 prints its code: compiles one module, and prints the index of
 * each exported function as the last line. It is plain JavaScript, because Node removes types with a
 * Wasm module of its own, whose code would be printed too.
 */
import {readFileSync} from 'node:fs';

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const memory = new WebAssembly.Memory({initial: 1, maximum: 65_536, shared: true});
const {exports} = new WebAssembly.Instance(module, {env: {memory}});
// The name of an exported function is its index, by the JavaScript interface of WebAssembly.
const functions = Object.entries(exports).filter(([, value]) => typeof value === 'function');
const indexes = functions.map(([name, value]) => [name, Number(value.name)]);
process.stdout.write(`\n${JSON.stringify(Object.fromEntries(indexes))}\n`);
