/**
 * The program: dispatches the command line to a command and sets the exit code. No other file sets
 * the exit code.
 *
 * The modules for drawing (Ink, React), serving and measuring take time and memory to load.
 * Therefore each command imports only the modules that it needs.
 */
import {UsageError} from './arguments.ts';
import {complain} from './complain.ts';
import {watchStandardStreams} from './streams.ts';

const exitFailed = 1;
const exitUsage = 2;

/** A command: reads its arguments and runs. Resolves with an exit code. Throws `UsageError`. */
type Command = (argv: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  attach: async () => (await import('./commands/attach.ts')).attach,
  bench: async () => (await import('./commands/bench.ts')).bench,
  replay: async () => (await import('./commands/replay.ts')).replay,
  sweep: async () => (await import('./commands/sweep.ts')).sweep,
};

const streams = watchStandardStreams();
const exitCode = await main(process.argv.slice(2));
process.exitCode = streams.hasFailed ? exitFailed : exitCode;
process.on('exit', () => {
  if (streams.hasFailed) process.exitCode = exitFailed;
});

async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (load !== undefined) return await (await load())(rest);
    const {run} = await import('./commands/run.ts');
    return await run(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return exitUsage;
  }
}
