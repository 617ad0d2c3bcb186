/**
 * The observers of a run beside its interface: the telemetry server and the recording. Each is
 * optional.
 *
 * An observer that the command line names is opened before the run starts. If it is unavailable,
 * the program exits with nothing started. The default server can wait for the first frame, which it
 * would delay by some 20 ms.
 */
import {type Engine, errorMessage} from '../engine/index.ts';
import {defaultPort} from '../server/address.ts';
import type {PortUnavailableError, TelemetryServer} from '../server/server.ts';
import {
  discardRecordingFile,
  openRecordingFile,
  RecordingFileError,
  RecordingWriter,
} from '../sources/recording/write.ts';
import {invalidValue, UsageError} from './parsers.ts';
import type {Session} from './run-flags.ts';

/** A requested observer is unavailable. The message is a sentence for the user. */
export class ObserverError extends Error {
  override readonly name = 'ObserverError';
}

/** The observers of one run. */
export interface RunObservers {
  /**
   * Attaches the observers to a run that has just started.
   * @param onUrl is called with the URL of the telemetry server once it listens
   */
  attach(engine: Engine, onUrl: (url: string) => void): void;
  /** Closes the observers without a run. */
  discard(): Promise<void>;
  /**
   * Closes the observers after the run. Resolves with one sentence for each that missed a part of
   * it.
   */
  close(): Promise<readonly string[]>;
}

/**
 * Opens the observers that the flags request.
 * @throws {ObserverError} if the requested port is unavailable
 * @throws {UsageError} if the file cannot be written, or if flags contradict each other
 */
export async function openObservers({noTelemetry, port, record}: Session): Promise<RunObservers> {
  if (noTelemetry && port !== undefined) {
    throw new UsageError(`--port was given ${port}, and --no-telemetry too; it takes one of them`);
  }
  const requested = port === undefined ? undefined : await openServer(port);
  const file = record === undefined ? undefined : await openFile(record, requested?.server);
  let writer: RecordingWriter | undefined;
  let serving: Promise<TelemetryServer | undefined> | undefined;
  return {
    attach(engine, onUrl) {
      if (file !== undefined) writer = new RecordingWriter(file, engine);
      if (noTelemetry) return;
      serving = serve(engine, requested ?? openServer(undefined));
      void serving.then((server) => server && onUrl(server.url));
    },
    async discard() {
      if (record !== undefined && file !== undefined) discardRecordingFile(record, file);
      await requested?.server?.close();
    },
    async close() {
      const closeServer = async () => await (await serving)?.close();
      const [fault] = await Promise.all([writer?.close(), closeServer()]);
      return fault === undefined ? [] : [`the recording ended before the run: ${fault}`];
    },
  };
}

interface Opened {
  readonly server?: TelemetryServer;
  /** The message for the run's log. */
  readonly notice: {readonly level: 'info' | 'warn'; readonly text: string};
}

/**
 * Serves a run. Never rejects: a run does not depend on its telemetry. Resolves with `undefined`
 * without a server.
 */
async function serve(
  engine: Engine,
  opening: Opened | Promise<Opened>,
): Promise<TelemetryServer | undefined> {
  try {
    const {server, notice} = await opening;
    server?.serve(engine, (sentence) => engine.log('warn', `Telemetry: ${sentence}`));
    engine.log(notice.level, notice.text);
    return server;
  } catch (error) {
    engine.log('warn', `No telemetry: ${errorMessage(error)}`);
    return undefined;
  }
}

/**
 * Opens the telemetry server.
 * @param port the requested port, or `undefined` for the default one
 * @throws {ObserverError} if the requested port is unavailable
 */
async function openServer(port: number | undefined): Promise<Opened> {
  try {
    const {openTelemetry} = await import('../server/server.ts');
    const server = await openTelemetry(port);
    const text = `Telemetry: ${server.url}`;
    if (!server.isFallbackPort) return {server, notice: {level: 'info', text}};
    return {server, notice: {level: 'warn', text: `${text} (port ${defaultPort} is taken)`}};
  } catch (error) {
    const cause = errorMessage(error).split('\n')[0] ?? '';
    if (port === undefined) return {notice: {level: 'warn', text: `No telemetry: ${cause}`}};
    const {isOfThisPort = false} = error as Partial<PortUnavailableError>;
    throw new ObserverError(
      `${cause}; ${isOfThisPort ? 'name another with --port' : '--no-telemetry runs without it'}`,
    );
  }
}

/** Opens the file of the recording. If that fails, this function closes the server too. */
async function openFile(path: string, server: TelemetryServer | undefined): Promise<number> {
  try {
    return openRecordingFile(path);
  } catch (error) {
    await server?.close();
    if (!(error instanceof RecordingFileError)) throw error;
    throw invalidValue('--record', path, `a file to make, but that one ${error.message}`);
  }
}
