#!/usr/bin/env node
/** The program's entry: checks the runtime before anything is loaded that an old one could not even read. */
const oldestNode = 22;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `fizzbuzz-tui needs Node.js ${oldestNode} or newer; this is ${process.version}.\n`,
  );
  process.exitCode = 1;
} else {
  // React's development build is the default, and half as dear again a frame.
  process.env.NODE_ENV ??= 'production';
  // The colour library knows FORCE_COLOR only; to respect NO_COLOR it must be told before it is loaded.
  if (process.env.NO_COLOR) process.env.FORCE_COLOR ??= '0';
  await import('./cli.ts');
}

export {};
