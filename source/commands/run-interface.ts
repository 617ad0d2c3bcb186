import type {Monitor} from '../components/open-monitor.tsx';
import {type Engine, errorMessage} from '../engine/index.ts';
import {printLog} from '../monitor/plain-log.ts';
import {createLineWriter} from '../terminal/output.ts';
import {printError} from './process.ts';

/** The interface of a run: the monitor, or plain lines. */
export interface RunInterface {
  /** Shows the URL of the run's telemetry in the help of the monitor. */
  setTelemetryUrl(url: string): void;
  /** Gives the monitor up because of a fault. Returns false if none is open. */
  readonly replaceMonitor: (error: unknown) => boolean;
  /** Restores the terminal. May be called more than once. A monitor that fails is reported. */
  close(): void;
}

/**
 * Opens the interface of a run. A monitor that fails is closed. Plain lines take its place, and the
 * run goes on.
 * @param openMonitor opens the monitor, which reports a fault in the drawing to `onFault`;
 *   `undefined` for plain lines
 */
export function openInterface(
  engine: Engine,
  openMonitor: ((onFault: (error: unknown) => void) => Monitor) | undefined,
): RunInterface {
  let monitor: Monitor | undefined;
  let stopPrinting: (() => void) | undefined;
  let isClosed = false;
  const closeMonitor = () => {
    const open = monitor;
    monitor = undefined;
    try {
      open?.close();
    } catch (error) {
      printError(`the interface failed at its end: ${errorMessage(error)}`);
    }
  };
  const print = () => {
    stopPrinting = printLog(engine, createLineWriter(process.stderr));
  };
  const printInstead = (error: unknown) => {
    if (isClosed || stopPrinting !== undefined) return;
    closeMonitor();
    print();
    const text = `The interface failed: ${errorMessage(error)}; the run goes on as plain lines`;
    engine.log('error', text);
  };
  try {
    if (openMonitor === undefined) print();
    else {
      const opened = openMonitor(printInstead);
      // It can have failed while it was opened.
      if (stopPrinting === undefined) monitor = opened;
      else opened.close();
    }
  } catch (error) {
    printInstead(error);
  }
  return {
    setTelemetryUrl: (url) => monitor?.setTelemetryUrl(url),
    replaceMonitor(error) {
      const isOpen = monitor !== undefined;
      if (isOpen) printInstead(error);
      return isOpen;
    },
    close() {
      isClosed = true;
      closeMonitor();
      stopPrinting?.();
    },
  };
}
