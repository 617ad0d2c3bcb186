#!/usr/bin/env node
/**
 * The entry point of the program: checks the version of Node.js, dispatches the command line to a
 * command and sets the exit code. Only a crash ends the program elsewhere.
 *
 * This file has no static imports. An older Node.js would load them, and fail, before the check of
 * its version. The modules for drawing (Ink, React), serving and measuring take time and memory to
 * load. Therefore each command imports only the modules that it needs.
 */
const oldestNode = 22;
const exitFailed = 1;
const exitUsage = 2;

/** A command: reads its arguments and runs. Resolves with an exit code. Throws `UsageError`. */
type Command = (argv: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  attach: async () => (await import('./commands/attach.ts')).attach,
  bench: async () => (await import('./commands/bench.ts')).bench,
  replay: async () => (await import('./commands/replay.ts')).replay,
  run: async () => (await import('./commands/run-module.ts')).runModule,
  sweep: async () => (await import('./commands/sweep.ts')).sweep,
};

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `fizzbuzz-tui needs Node.js ${oldestNode} or newer; this is ${process.version}.\n`,
  );
  process.exitCode = exitFailed;
} else {
  // An empty variable is an unset one, for this program and for its libraries.
  for (const [name, value] of Object.entries(process.env)) {
    if (value === '') delete process.env[name];
  }
  // React's default is its development build, whose frames cost half as much again.
  process.env.NODE_ENV ??= 'production';
  // The colour library reads FORCE_COLOR only. For NO_COLOR to have an effect, FORCE_COLOR must be
  // set before the library is imported.
  if (process.env.NO_COLOR) process.env.FORCE_COLOR ??= '0';
  // Compiled code is kept in the system's folder for temporary files. Older versions of Node do not
  // have this.
  (await import('node:module')).enableCompileCache?.();
  // Not awaited: Node.js would print a warning where it cannot end.
  void main(process.argv.slice(2));
}

async function main(argv: readonly string[]): Promise<void> {
  const {endProcess, watchStandardStreams} = await import('./commands/process.ts');
  const {keepIgnoredSignals} = await import('./commands/signals.ts');
  const {crash, watchFaults, watchUnfinished} = await import('./commands/faults.ts');
  keepIgnoredSignals();
  watchFaults();
  watchUnfinished();
  // Lost output sets the exit code last, whatever the command returns.
  watchStandardStreams(() => {
    process.on('exit', () => {
      process.exitCode = exitFailed;
    });
  });
  try {
    await endProcess(await dispatch(argv));
  } catch (error) {
    crash(error);
  }
}

async function dispatch(argv: readonly string[]): Promise<number> {
  if (!hasWorkingFolder()) {
    const {printError} = await import('./commands/process.ts');
    printError('the folder it was started in is gone; change to another one');
    return exitFailed;
  }
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const {UsageError} = await import('./commands/parsers.ts');
  try {
    if (load !== undefined) return await (await load())(rest);
    return await (await import('./commands/run.ts')).run(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const {printError} = await import('./commands/process.ts');
    printError(error.message);
    return exitUsage;
  }
}

/** Whether the folder that the program was started in exists. Node.js needs it in many places. */
function hasWorkingFolder(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

export {};
