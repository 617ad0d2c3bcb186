// What a test can hold of docs/style.md.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const columnsMax = 100;

/** Files under a folder of the repository, with one of these endings. */
function filesIn(folder: string, endings: readonly string[]): string[] {
  return readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
    .filter((name) => endings.includes(path.extname(name)))
    .map((name) => path.join(folder, name));
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const sourceFiles = filesIn('source', ['.ts', '.tsx']);
const commentLine = /^\s*(\/\/|\/?\*)/;
const cannotBreak = /https:|biome-ignore/;

/** Where lines that `isChecked` are too wide, as `file:line`. */
function wideLines(file: string, isChecked: (line: string) => boolean): string[] {
  return read(file)
    .split('\n')
    .flatMap((line, index) =>
      isChecked(line) && [...line].length > columnsMax ? [`${file}:${index + 1}`] : [],
    );
}

describe('the style', () => {
  it('keeps code within 100 columns', () => {
    const files = ['source', 'benchmark', 'pictures', 'examples', 'bundle', 'tools'].flatMap(
      (folder) => filesIn(folder, ['.ts', '.tsx', '.js', '.css', '.html']),
    );
    expect(files.flatMap((file) => wideLines(file, (line) => !cannotBreak.test(line)))).toEqual([]);
  });

  it('keeps comments of tests within 100 columns', () => {
    const wide = filesIn('test', ['.ts', '.tsx']).flatMap((file) =>
      wideLines(file, (line) => commentLine.test(line) && !cannotBreak.test(line)),
    );
    expect(wide).toEqual([]);
  });

  it('keeps Markdown within 100 columns, tables and links aside', () => {
    const files = [...filesIn('docs', ['.md']), 'readme.md', 'changelog.md', 'CONTRIBUTING.md'];
    const wide = files.flatMap((file) => {
      let isFenced = false;
      return wideLines(file, (line) => {
        if (line.startsWith('```')) isFenced = !isFenced;
        return !isFenced && !line.startsWith('|') && !/https?:\/\//.test(line);
      });
    });
    expect(wide).toEqual([]);
  });

  it('has a docstring on every exported symbol', () => {
    const bare = sourceFiles
      .filter((file) => !file.includes('/assembly/'))
      .flatMap((file) => {
        const lines = read(file).split('\n');
        return lines.flatMap((line, index) => {
          const declared =
            /^export (?:default )?(?:abstract |async )*(?:class|function\*?|interface|type|const|let) (\w+)/.exec(
              line,
            );
          if (declared === null) return [];
          const above = lines[index - 1] ?? '';
          return /\*\/\s*$/.test(above) ? [] : [`${file}:${index + 1} ${declared[1]}`];
        });
      });
    expect(bare).toEqual([]);
  });
});
