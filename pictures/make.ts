/**
 * Makes the pictures of the readme from real runs of the built program.
 *
 *     npm run build && npm run pictures [-- stills] [film]
 *
 * Writes `docs/pictures/`. It takes about two minutes, and needs a pseudo-terminal, and Chromium
 * for the page. Make them while the machine is quiet: the pictures show what the program measures.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {schemes} from './scheme.ts';
import {recordShortRun} from './short-run.ts';
import {takeStills} from './stills.ts';

const folder = path.resolve(import.meta.dirname, '../docs/pictures');
const parts = ['stills', 'film'];
const asked = process.argv.slice(2);
const unknown = asked.find((part) => !parts.includes(part));
if (unknown !== undefined) throw new Error(`unknown pictures "${unknown}": use stills or film`);
const wanted = asked.length > 0 ? asked : parts;

function save(name: string, content: string | Uint8Array): void {
  writeFileSync(path.join(folder, name), content);
  process.stdout.write(`${name}: ${Math.ceil(Buffer.byteLength(content) / 1024)} KiB\n`);
}

mkdirSync(folder, {recursive: true});
for (const scheme of Object.values(schemes)) {
  if (wanted.includes('stills')) await takeStills(scheme, save);
  if (wanted.includes('film')) save(`run-${scheme.name}.svg`, await recordShortRun(scheme));
}
