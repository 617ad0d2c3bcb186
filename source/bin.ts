#!/usr/bin/env node
/**
 * The entry point of the program. It checks the version of Node.js before it imports any module
 * that an older version cannot parse.
 */
const oldestNode = 22;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `fizzbuzz-tui needs Node.js ${oldestNode} or newer; this is ${process.version}.\n`,
  );
  process.exitCode = 1;
} else {
  // React's default is its development build, whose frames cost half as much again.
  process.env.NODE_ENV ??= 'production';
  // The colour library reads FORCE_COLOR only. For NO_COLOR to have an effect, FORCE_COLOR must be
  // set before the library is imported.
  if (process.env.NO_COLOR) process.env.FORCE_COLOR ??= '0';
  await import('./cli.ts');
}

export {};
