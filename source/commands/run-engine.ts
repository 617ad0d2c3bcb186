/**
 * A run of a pipeline from its start to its exit code: the interface, the observers, the signals
 * and the report.
 *
 * The modules for drawing take a fifth of a second and 40 MiB to load. Therefore they are imported
 * only if there is a terminal to draw on. The import comes before the threads start: both at once
 * on two cores delay the first frame.
 */

import type * as MonitorModule from '../components/open-monitor.tsx';
import {
  AddressSpaceError,
  DefinitionError,
  type Engine,
  FatalError,
  OutOfMemoryError,
  type Snapshot,
} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';
import {runKeymap} from '../monitor/run-keymap.ts';
import {toJsonReport} from '../report/json.ts';
import {outcome, shutdownLines} from '../report/outcome.ts';
import {toDisplayOptions} from './display-flags.ts';
import {crash} from './faults.ts';
import {ObserverError, openObservers, type RunObservers} from './observers.ts';
import {UsageError} from './parsers.ts';
import {exitFailed, isInteractive, printError, toExitCode} from './process.ts';
import {watchRunFaults} from './run-faults.ts';
import type {Session} from './run-flags.ts';
import {openInterface} from './run-interface.ts';
import {onSignal, type StopSignal, signalExitCodes} from './signals.ts';
import {onReadersGone} from './standard-streams.ts';
import {prepareSummary} from './summary.ts';
import {redirectWarnings} from './warnings.ts';

/** What commands that run a pipeline have of their own. */
export interface RunCommand {
  /** Starts the pipeline. */
  start(): Engine | Promise<Engine>;
  readonly capacityMessages: number | undefined;
  /**
   * Nobody wants the run for anything but its output. It stops when all readers of that are gone.
   */
  readonly isForReaders?: boolean;
  /** Called before a key changes a setting. */
  beforeSet?(engine: Engine, name: string): void;
  /** Describes a failed start in a sentence; `undefined` for an unknown error. */
  describeError?(error: unknown): string | undefined;
}

/**
 * Runs a pipeline until it stops, and reports the result.
 * @returns an exit code
 * @throws {UsageError} if the definition of the pipeline or the recording's file cannot be used
 */
export async function runEngine(command: RunCommand, session: Session): Promise<number> {
  const isPlain = session.plain || session.json || !isInteractive();
  const drawing = isPlain ? undefined : await loadMonitor();
  const display = toDisplayOptions(session, process.env);
  let observers: RunObservers | undefined;
  let engine: Engine;
  try {
    observers = await openObservers(session);
    engine = await command.start();
  } catch (error) {
    await observers?.discard();
    printError(describeStartError(error, command));
    return exitFailed;
  }
  const summarize = session.json ? undefined : prepareSummary(display);
  const stopRedirecting = redirectWarnings((line) => engine.log('warn', line));
  const signals: StopSignal[] = [];
  onSignal((signal) => {
    signals.push(signal);
    engine.stop(signal);
  });
  const isAskedFor = session.port !== undefined || session.record !== undefined;
  if (command.isForReaders && !isAskedFor) onReadersGone(() => engine.stop('SIGPIPE'));
  const {profiles} = engine.pipeline.data;
  const view = openInterface(
    engine,
    drawing &&
      ((onFault) => {
        const keymap = runKeymap(engine, (name) => command.beforeSet?.(engine, name));
        return drawing.openMonitor(engine, keymap, display, onFault, profiles);
      }),
  );
  const faults = watchRunFaults(engine, view.replaceMonitor, (stack) => {
    reportFault(engine.getSnapshot(), stack, session);
    crash(stack);
  });
  observers.attach(engine, (url) => view.setTelemetryUrl(url));
  const {last, stack} = await faults.finish();
  view.close();
  stopRedirecting();
  const closing = observers.close();
  if (summarize === undefined) reportAsJson(last);
  else await summarize(last);
  for (const fault of await closing) printError(fault);
  if (stack === undefined) return toRunExitCode(last, signals);
  printError(`it crashed: ${stack}`);
  return exitFailed;
}

/** Loads the modules of the monitor. A failure is that of its opening. */
async function loadMonitor(): Promise<Pick<typeof MonitorModule, 'openMonitor'>> {
  try {
    return await import('../components/open-monitor.tsx');
  } catch (error) {
    return {
      openMonitor() {
        throw error;
      },
    };
  }
}

/**
 * Returns the signal's exit code if the run ended as the signal requested: clean and verified, or
 * immediately after a second signal.
 */
function toRunExitCode(last: Snapshot, signals: readonly StopSignal[]): number {
  const exitCode = toExitCode(last);
  const isForced = signals.length > 1;
  const signal = signals.find((received) => isForced || received === last.stop?.by);
  return signal !== undefined && (isForced || exitCode === 0) ? signalExitCodes[signal] : exitCode;
}

function reportAsJson(last: Snapshot): void {
  process.stderr.write(shutdownLines(last));
  process.stdout.write(toJsonReport(last));
  if (toExitCode(last) !== 0) printError(outcome(last).replaceAll('\n', ' '));
}

function reportFault(snapshot: Snapshot, fault: string, {json}: Session): void {
  const stop = {
    by: 'fault',
    clean: false,
    verified: false,
    mismatch: null,
    holdouts: [],
    fault,
  };
  const last: Snapshot = {...snapshot, state: 'failed', stoppedBy: 'fault', stop};
  if (json) reportAsJson(last);
  else process.stdout.write(`${shutdownLines(last)}\n${outcome(last)}\n`);
}

function describeStartError(error: unknown, command: RunCommand): string {
  if (error instanceof OutOfMemoryError) {
    const now = command.capacityMessages ? ` (now ${command.capacityMessages})` : '';
    const left = error.bytesLeft === undefined ? '' : `; it has ${formatCount(error.bytesLeft)}`;
    const wanted = `${formatCount(error.bytesWanted)} bytes of memory`;
    return `the machine did not give ${wanted}${left}; lower --capacity${now}`;
  }
  if (error instanceof AddressSpaceError) {
    const [wanted, left] = [formatCount(error.bytesWanted), formatCount(error.bytesLeft)];
    const need = `its threads need ${wanted} bytes of address space`;
    return `${need} and the system leaves it ${left}; raise the limit (ulimit -v)`;
  }
  if (error instanceof DefinitionError) throw new UsageError(error.message);
  if (error instanceof ObserverError || error instanceof FatalError) return error.message;
  const description = command.describeError?.(error);
  if (description === undefined) throw error;
  return description;
}
