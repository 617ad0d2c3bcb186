/**
 * Those who watch a run beside its interface: the telemetry server and the recording, each if it is wanted.
 *
 * What was asked for by name is opened before the run starts, so that one that can not be had is refused with nothing
 * started. The server that comes by default can wait for the first frame, which it would hold up by some 20 ms.
 */
import {refusal} from '../arguments.ts';
import type {Engine} from '../engine/index.ts';
import type {Options} from '../options.ts';
import {
  discardRecordingFile,
  openRecordingFile,
  RecordingFileError,
  RecordingWriter,
} from '../recording/write.ts';
import type {TelemetryServer} from '../server/server.ts';

/** Something that was asked for can not be had; the message is a sentence for the user. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export interface RunObservers {
  /**
   * Shows them a run that has just started.
   * @param tellUrl is told where the telemetry is, once it is there
   */
  watch(engine: Engine, tellUrl: (url: string) => void): void;
  /** Ends them without a run. */
  abandon(): Promise<void>;
  /** Ends them after the run; resolves with a sentence for each that did not see all of it. */
  close(): Promise<readonly string[]>;
}

/**
 * Opens what `options` want.
 * @throws {RefusedError} when the port that was asked for is not to be had
 * @throws {UsageError} when the file is not to be written
 */
export async function openObservers({telemetry, recordPath}: Options): Promise<RunObservers> {
  const wanted = typeof telemetry === 'number' ? await openServer(telemetry) : undefined;
  const file = recordPath === undefined ? undefined : await openFile(recordPath, wanted?.server);
  let writer: RecordingWriter | undefined;
  let serving: Promise<TelemetryServer | undefined> | undefined;
  return {
    watch(engine, tellUrl) {
      if (file !== undefined) writer = new RecordingWriter(file, engine);
      if (telemetry === 'off') return;
      serving = serve(engine, wanted ?? openServer(undefined));
      void serving.then((server) => server && tellUrl(server.url));
    },
    async abandon() {
      if (recordPath !== undefined && file !== undefined) discardRecordingFile(recordPath, file);
      await wanted?.server?.close();
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
  /** What the run's log should say of it. */
  readonly notice: {readonly level: 'info' | 'warn'; readonly text: string};
}

async function serve(
  engine: Engine,
  opening: Opened | Promise<Opened>,
): Promise<TelemetryServer | undefined> {
  const {server, notice} = await opening;
  server?.serve(engine);
  engine.say(notice.level, notice.text);
  return server;
}

/** @param port the one that was asked for, or `undefined` for the default one */
async function openServer(port: number | undefined): Promise<Opened> {
  const {defaultPort, openTelemetry, PortUnavailableError} = await import('../server/server.ts');
  try {
    const server = await openTelemetry(port);
    const text = `Telemetry: ${server.url}`;
    if (!server.hasMoved) return {server, notice: {level: 'info', text}};
    return {server, notice: {level: 'warn', text: `${text} (port ${defaultPort} is taken)`}};
  } catch (error) {
    if (!(error instanceof PortUnavailableError)) throw error;
    if (port !== undefined) throw new RefusedError(`${error.message}; name another with --port`);
    return {notice: {level: 'warn', text: `No telemetry: ${error.message}`}};
  }
}

/** Opens the recording's file; when that can not be had, the server is given up too. */
async function openFile(path: string, server: TelemetryServer | undefined): Promise<number> {
  try {
    return openRecordingFile(path);
  } catch (error) {
    await server?.close();
    if (!(error instanceof RecordingFileError)) throw error;
    throw refusal('--record', path, `a file to make, but that one ${error.message}`);
  }
}
