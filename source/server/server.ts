/**
 * The telemetry server: a run's Snapshots over HTTP, for this machine only.
 *
 * The server runs on the main thread and reads existing Snapshots, so it does not affect the
 * actors. Connections, headers and times are limited, so that a client cannot make it hold much
 * memory.
 */
import {createServer} from 'node:http';
import {errorMessage, type SnapshotSource} from '../engine/index.ts';
import {defaultPort, host} from './address.ts';
import {Events} from './events.ts';
import {RunHistory} from './page/base/run-history.ts';
import {listen, listenNear} from './port.ts';
import {refuseInSentences} from './refusals.ts';
import {createAnswer, type Telemetry} from './routes.ts';
import {inTurn} from './turns.ts';

const connectionsMax = 256;
/**
 * A client that reads nothing of an answer for this long is disconnected. Node.js notices it after
 * up to twice the time.
 */
const stallTimeoutMs = 30_000;
/** The server looks at the run this often for the history of its throughput. */
const historyIntervalMs = 250;
/** Further kinds of faults are not reported. */
const faultsMax = 20;
/** The time for clients to receive the last Snapshot after the end of the run. */
const closeTimeoutMs = 500;
const requestLimits = {
  maxHeaderSize: 8_192,
  /** A request must arrive within this time, including its headers. */
  requestTimeout: 5_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  /** A request without a host gets a sentence. Node.js would send none. */
  requireHostHeader: false,
};

export {PortUnavailableError} from './port.ts';

/** A running telemetry server. */
export interface TelemetryServer {
  /** The URL of the server, such as `http://127.0.0.1:9900`. */
  readonly url: string;
  /** True if the default port was taken and the server listens on another one. */
  readonly isFallbackPort: boolean;
  /**
   * Answers all later requests from `source`.
   * @param report is called with a sentence for each kind of fault of the server, once; the server
   *   and the run go on
   */
  serve(source: SnapshotSource, report?: (sentence: string) => void): void;
  /** Sends the last Snapshot to the clients and closes the server within half a second. */
  close(): Promise<void>;
}

/**
 * Opens the server. Until `serve` is called, it answers that there is no run.
 * @param port 0 to 65535, 0 for any free port; `undefined` for the default port or, if that is
 *   taken, the next free one of the hundred ports from there on
 * @throws {PortUnavailableError} if the system rejects the port, or all of the hundred are taken
 */
export async function openTelemetry(port: number | undefined): Promise<TelemetryServer> {
  let telemetry: Telemetry | undefined;
  let historyTimer: NodeJS.Timeout | undefined;
  const faults = new FaultReport();
  const answer = createAnswer((sentence) => faults.add(sentence));
  const server = createServer(requestLimits, (request, response) => {
    // The client has gone. Nobody is left to be answered.
    response.on('error', () => {});
    inTurn(request, response, () => void answer(request, response, telemetry));
  });
  refuseInSentences(server);
  server.maxConnections = connectionsMax;
  server.timeout = stallTimeoutMs;
  const bound = port === undefined ? await listenNear(server) : await listen(server, port);
  // Such as a connection that cannot be accepted, because the process has no descriptor left.
  server.on('error', (error) => faults.add(errorMessage(error)));
  return {
    url: `http://${host}:${bound}`,
    isFallbackPort: port === undefined && bound !== defaultPort,
    serve(source, report = () => {}) {
      faults.reportTo(report);
      const history = new RunHistory();
      const remember = () => history.add(source.getSnapshot());
      remember();
      historyTimer = setInterval(remember, historyIntervalMs).unref();
      const events = new Events(source, (sentence) => faults.add(sentence));
      telemetry = {source, events, history};
    },
    async close() {
      clearInterval(historyTimer);
      telemetry?.events.close();
      const timer = setTimeout(() => server.closeAllConnections(), closeTimeoutMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
    },
  };
}

/** The faults of a server. Each is reported once, since clients may cause it again and again. */
class FaultReport {
  readonly #sentences = new Set<string>();
  #report: (sentence: string) => void = () => {};

  reportTo(report: (sentence: string) => void): void {
    this.#report = report;
  }

  add(sentence: string): void {
    if (this.#sentences.has(sentence) || this.#sentences.size === faultsMax) return;
    this.#sentences.add(sentence);
    this.#report(sentence);
  }
}
