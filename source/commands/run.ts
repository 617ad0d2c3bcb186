/**
 * The command `fizzbuzz-tui`: starts a pipeline and its observers, and prints the summary at its
 * end.
 *
 * The modules for drawing take a fifth of a second and 40 MiB to load. Therefore they are imported
 * only if there is a terminal to draw on. The import comes before the threads start: both at once
 * on two cores delay the first frame.
 */
import {UsageError} from '../arguments.ts';
import {complain} from '../complain.ts';
import {
  AddressSpaceError,
  type Engine,
  KernelsUnavailableError,
  OutOfMemoryError,
  type Snapshot,
  startEngine,
} from '../engine/index.ts';
import {isInteractive} from '../environment.ts';
import {formatCount} from '../format/number.ts';
import {controlsOf} from '../interfaces/controls.ts';
import {followLog} from '../interfaces/lines.ts';
import {liveKeys} from '../interfaces/live-keys.ts';
import type {Monitor} from '../interfaces/monitor.tsx';
import {type Options, readRequest} from '../options.ts';
import {toJsonReport} from '../report/json.ts';
import {outcome, shutdownLines} from '../report/outcome.ts';
import {listenToSignals, type StopSignal, signalExitCodes} from '../signals.ts';
import {onTerminalLost} from '../streams.ts';
import {openObservers, RefusedError, type RunObservers} from './observers.ts';

const exitFailed = 1;

/**
 * Runs a pipeline until it stops, and reports the result.
 * @param argv the arguments after the program's name
 * @returns an exit code
 * @throws {UsageError} on arguments that are not accepted
 */
export async function run(argv: readonly string[]): Promise<number> {
  const request = readRequest(argv, process.env);
  if (request.kind === 'print') {
    process.stdout.write(`${request.text.trim()}\n`);
    return 0;
  }
  return await runPipeline(request.options);
}

async function runPipeline(options: Options): Promise<number> {
  const isPlain =
    options.plain || options.json || !isInteractive(process.stdin, process.stdout, process.env);
  const picture = isPlain ? undefined : await import('../interfaces/monitor.tsx');
  let onlookers: RunObservers | undefined;
  let engine: Engine;
  try {
    onlookers = await openObservers(options);
    engine = startEngine(options.engine);
  } catch (error) {
    await onlookers?.abandon();
    if (error instanceof UsageError) throw error;
    complain(refusalInWords(error, options));
    return exitFailed;
  }
  const signals = stopOnSignals(engine);
  let closeInterface = () => {};
  let tellUrl = (_url: string) => {};
  const end = endOnCrash(engine, () => closeInterface(), options);
  if (picture === undefined) {
    closeInterface = followLog(engine, (text) => process.stderr.write(text));
  } else {
    const monitor = openPicture(picture, engine, options, end);
    closeInterface = () => monitor.close();
    tellUrl = (url) => monitor.tellTelemetry(url);
  }
  onlookers.watch(engine, tellUrl);
  const last = await engine.finished;
  closeInterface();
  const closing = onlookers.close();
  await report(last, options);
  for (const complaint of await closing) complain(complaint);
  return exitCodeOf(last, signals);
}

/**
 * Requests a stop of the engine for each signal. Returns the list of signals so far, which grows
 * with each signal.
 */
function stopOnSignals(engine: Engine): readonly StopSignal[] {
  const signals: StopSignal[] = [];
  const hear = (signal: StopSignal) => {
    signals.push(signal);
    engine.stop(signal);
  };
  listenToSignals(hear);
  // A lost terminal sends SIGHUP, unless the session leader does not forward it.
  onTerminalLost(() => {
    if (signals.length === 0) hear('SIGHUP');
  });
  return signals;
}

function openPicture(
  {openMonitor}: typeof import('../interfaces/monitor.tsx'),
  engine: Engine,
  options: Options,
  onCrash: (error: unknown) => void,
): Monitor {
  const keys = liveKeys(controlsOf(engine, options.hasExplicitBeats));
  return openMonitor(engine, keys, options.look, onCrash);
}

async function report(last: Snapshot, options: Options): Promise<void> {
  if (!options.json) {
    const {summarize} = await import('../report/summary.tsx');
    process.stdout.write(summarize(last, options.look.symbols));
    return;
  }
  reportAsJson(last);
}

function reportAsJson(last: Snapshot): void {
  process.stderr.write(shutdownLines(last));
  process.stdout.write(toJsonReport(last));
  const isGood = last.stop?.clean === true && last.stop.verified;
  if (!isGood) complain(outcome(last).replaceAll('\n', ' '));
}

/**
 * Returns the signal's exit code if the run ended as the signal requested: clean and verified, or
 * immediately after a second signal.
 */
function exitCodeOf({stop}: Snapshot, signals: readonly StopSignal[]): number {
  const isGood = stop?.clean === true && stop.verified;
  const signal = signals.find((heard) => heard === stop?.by || signals.length > 1);
  if (signal !== undefined && (isGood || signals.length > 1)) return signalExitCodes[signal];
  return isGood ? 0 : exitFailed;
}

/**
 * Handles a crash of the program itself: restores the terminal and reports the progress of the run.
 * @returns a function that ends the program in the same way, for errors that are not thrown
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
      else process.stdout.write(`${shutdownLines(last)}\n${outcome(last)}\n`);
      process.exit(exitFailed);
    }
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
  return end;
}

function refusalInWords(error: unknown, options: Options): string {
  if (error instanceof OutOfMemoryError) {
    const bytes = formatCount(error.bytesWanted);
    return `the machine did not give ${bytes} bytes of memory; lower --capacity (now ${options.engine.capacityMessages})`;
  }
  if (error instanceof AddressSpaceError) {
    const [wanted, left] = [formatCount(error.bytesWanted), formatCount(error.bytesLeft)];
    return `its threads need ${wanted} bytes of address space and the system leaves it ${left}; raise the limit (ulimit -v)`;
  }
  if (error instanceof KernelsUnavailableError) return `${error.message}; try --kernels auto`;
  if (error instanceof RefusedError) return error.message;
  throw error;
}
