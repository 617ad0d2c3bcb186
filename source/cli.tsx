/**
 * The program: from the command line to an engine and one of the interfaces, to the summary and the exit code.
 *
 * The only file that sets exit codes. What draws (Ink, React) takes a fifth of a second and 40 MiB to load, so it is loaded
 * only where something is drawn; and before the threads start, since both at once on two cores make the first frame late.
 */

import {programName, UsageError} from './arguments.ts';
import {runBench} from './bench/bench.ts';
import {BenchError} from './bench/measure.ts';
import {type BenchCommand, type BenchRequest, readBenchRequest} from './bench/options.ts';
import {openProgress} from './bench/progress.ts';
import {
  AddressSpaceError,
  type Engine,
  KernelsRefusedError,
  MemoryRefusedError,
  type Snapshot,
  startEngine,
} from './engine/index.ts';
import {canDraw} from './environment.ts';
import {formatCount} from './format/number.ts';
import {symbolsFor} from './format/symbols.ts';
import {controlsOf} from './interfaces/controls.ts';
import {followLog} from './interfaces/lines.ts';
import {type Options, type Request, readRequest} from './options.ts';
import {toJsonReport} from './report/json.ts';
import {closingLines, outcome} from './report/outcome.ts';
import {listenToSignals, type StopSignal, signalExitCodes} from './signals.ts';

const exitFailed = 1;
const exitUsage = 2;

let onTerminalLost = () => {};
let hasStreamFailed = false;
surviveBrokenStreams();
const exitCode = await main();
process.exitCode = hasStreamFailed ? exitFailed : exitCode;

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  let request: Request | BenchRequest;
  try {
    request =
      argv[0] === 'bench' ? readBenchRequest(argv.slice(1)) : readRequest(argv, process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    return exitUsage;
  }
  switch (request.kind) {
    case 'run':
      return await run(request.options);
    case 'bench':
      return await bench(request.options);
    case 'print':
      process.stdout.write(`${request.text.trim()}\n`);
      return 0;
  }
}

async function bench({format, ...options}: BenchCommand): Promise<number> {
  const progress = openProgress(process.stderr, symbolsFor(process.env));
  try {
    const report = await runBench(options, progress.show);
    progress.close();
    const {benchToJson, benchToMarkdown, benchToText} = await import('./bench/report.tsx');
    const write = {text: benchToText, markdown: benchToMarkdown, json: benchToJson}[format];
    process.stdout.write(write(report));
    return 0;
  } catch (error) {
    progress.close();
    const isKnown = [AddressSpaceError, BenchError, KernelsRefusedError, MemoryRefusedError].some(
      (known) => error instanceof known,
    );
    if (!isKnown) throw error;
    complain((error as Error).message);
    return exitFailed;
  }
}

async function run(options: Options): Promise<number> {
  const isPlain =
    options.plain || options.json || !canDraw(process.stdin, process.stdout, process.env);
  const picture = isPlain ? undefined : await import('./interfaces/monitor.tsx');
  let engine: Engine;
  try {
    engine = startEngine(options.engine);
  } catch (error) {
    complain(refusalInWords(error, options));
    return exitFailed;
  }
  const signals: StopSignal[] = [];
  const hear = (signal: StopSignal) => {
    signals.push(signal);
    engine.stop(signal);
  };
  listenToSignals(hear);
  // A terminal that is gone sends SIGHUP, unless whoever led the session kept it to itself.
  onTerminalLost = () => {
    if (signals.length === 0) hear('SIGHUP');
  };
  let closeInterface = () => {};
  const end = endOnCrash(engine, () => closeInterface(), options);
  closeInterface =
    picture === undefined
      ? followLog(engine, (text) => process.stderr.write(text))
      : openPicture(picture, engine, options, end);
  const last = await engine.finished;
  closeInterface();
  await report(last, options);
  return exitCodeOf(last, signals);
}

/** Opens the picture; returns what closes it. */
function openPicture(
  {openMonitor}: typeof import('./interfaces/monitor.tsx'),
  engine: Engine,
  options: Options,
  onCrash: (error: unknown) => void,
): () => void {
  const controls = controlsOf(engine, options.isBeatsGiven);
  const monitor = openMonitor(engine, controls, symbolsFor(process.env), onCrash);
  return () => monitor.close();
}

async function report(last: Snapshot, options: Options): Promise<void> {
  if (!options.json) {
    const {summarize} = await import('./report/summary.tsx');
    process.stdout.write(summarize(last, symbolsFor(process.env)));
    return;
  }
  reportAsJson(last);
}

function reportAsJson(last: Snapshot): void {
  process.stderr.write(closingLines(last));
  process.stdout.write(toJsonReport(last));
  const isGood = last.stop?.clean === true && last.stop.verified;
  if (!isGood) complain(outcome(last).replaceAll('\n', ' '));
}

/** A signal's own code when the run ended as the signal asked: cleanly, or at once by a second one. */
function exitCodeOf({stop}: Snapshot, signals: readonly StopSignal[]): number {
  const isGood = stop?.clean === true && stop.verified;
  const signal = signals.find((heard) => heard === stop?.by || signals.length > 1);
  if (signal !== undefined && (isGood || signals.length > 1)) return signalExitCodes[signal];
  return isGood ? 0 : exitFailed;
}

/**
 * A fault of the program itself still gives the terminal back and says how far the run came.
 * @returns ends the program so, for faults that are not thrown
 */
function endOnCrash(
  engine: Engine,
  closeInterface: () => void,
  options: Options,
): (error: unknown) => void {
  const end = (error: unknown) => {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
      closeInterface();
    } finally {
      complain(`it crashed: ${fault}`);
      const stop = {by: 'fault', clean: false, verified: false, holdouts: [], fault} as const;
      const last: Snapshot = {...engine.getSnapshot(), state: 'failed', stoppedBy: 'fault', stop};
      if (options.json) reportAsJson(last);
      else process.stdout.write(`${closingLines(last)}\n${outcome(last)}\n`);
      process.exit(exitFailed);
    }
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
  return end;
}

function refusalInWords(error: unknown, options: Options): string {
  if (error instanceof MemoryRefusedError) {
    const bytes = formatCount(error.bytesWanted);
    return `the machine did not give ${bytes} bytes of memory; lower --capacity (now ${options.engine.capacityMessages})`;
  }
  if (error instanceof AddressSpaceError) {
    const [wanted, left] = [formatCount(error.bytesWanted), formatCount(error.bytesLeft)];
    return `its threads need ${wanted} bytes of address space and the system leaves it ${left}; raise the limit (ulimit -v)`;
  }
  if (error instanceof KernelsRefusedError) return `${error.message}; try --kernels auto`;
  throw error;
}

function complain(sentence: string): void {
  process.stderr.write(`${programName}: ${sentence}\n`);
}

/** What a stream says when its other end is gone: a pipe, a terminal, a socket. */
const goneCodes = ['EPIPE', 'EIO', 'ECONNRESET'];

/**
 * A reader that has gone, as in `| head -1`, is no reason to stop the run or to print a stack. A terminal that has gone is
 * the end of the session. A disk that is full is told in a sentence, and the run has failed.
 */
function surviveBrokenStreams(): void {
  for (const stream of [process.stdin, process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EIO') onTerminalLost();
      if (goneCodes.includes(error.code ?? '')) return;
      hasStreamFailed = true;
      process.exitCode = exitFailed;
      if (stream !== process.stderr) complain(`what it had to say was cut off: ${error.message}`);
    });
  }
}
