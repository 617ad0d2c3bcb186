/**
 * Writes a recording: every Snapshot of a run as a line of JSON.
 *
 * The writer runs on the main thread during the run. A full or slow disk ends the recording and not
 * the run. All earlier lines are complete and can be replayed.
 */
import {
  closeSync,
  constants,
  createWriteStream,
  fstatSync,
  openSync,
  rmSync,
  type WriteStream,
} from 'node:fs';
import {type Engine, errorMessage} from '../../engine/index.ts';
import {toWire} from '../../fizzbuzz/report.ts';

/** The disk is too slow if this many bytes are pending. */
const backlogMaxBytes = 32 * 2 ** 20;
/** The time for pending bytes to reach the disk after the end of the run. */
const closeTimeoutMs = 5_000;

/** The file cannot be written. The message states the reason in a few words. */
export class RecordingFileError extends Error {
  override readonly name = 'RecordingFileError';
}

/**
 * Opens a new file for a recording. Returns its descriptor.
 * @throws {RecordingFileError} if the file exists already or cannot be created
 */
export function openRecordingFile(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new RecordingFileError(`cannot be written (${code})`);
  }
  return openDevice(path);
}

/**
 * Opens an existing pipe or device. Regular files are never overwritten, but pipes and devices have
 * no content to lose.
 */
function openDevice(path: string): number {
  let probe: number;
  try {
    // A blocking open of a pipe without a reader would stop the program until a reader opens it.
    probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENXIO') throw new RecordingFileError('is a pipe that nobody reads');
    throw new RecordingFileError(`cannot be written (${code})`);
  }
  try {
    if (!fstatSync(probe).isFile()) return openSync(path, 'a');
  } finally {
    closeSync(probe);
  }
  throw new RecordingFileError('exists already and is not written over');
}

/**
 * Closes the file of a recording that does not take place. Removes a file that was created for it,
 * but never a pipe or a device.
 */
export function discardRecordingFile(path: string, file: number): void {
  const isOurs = fstatSync(file).isFile();
  closeSync(file);
  if (isOurs) rmSync(path, {force: true});
}

/** Writes each Snapshot of a run to a file. */
export class RecordingWriter {
  readonly #engine: Engine;
  readonly #stream: WriteStream;
  readonly #unsubscribe: () => void;
  #fault: string | undefined;

  /**
   * Records all later Snapshots, beginning with the current one. The writer owns the descriptor
   * `file`.
   */
  constructor(file: number, engine: Engine) {
    this.#engine = engine;
    this.#stream = createWriteStream('', {fd: file});
    this.#stream.on('error', (error: NodeJS.ErrnoException) =>
      this.#fail(error.code ?? error.message),
    );
    this.#unsubscribe = engine.subscribe(() => this.#write());
    this.#write();
  }

  /** Ends the recording within five seconds. Resolves with the reason if it ended early. */
  async close(): Promise<string | undefined> {
    this.#unsubscribe();
    if (this.#fault !== undefined) return this.#fault;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#fault = 'the disk is too slow';
        this.#stream.destroy();
        resolve();
      }, closeTimeoutMs);
    });
    const written = new Promise<void>((resolve) => {
      this.#stream.once('close', resolve);
      this.#stream.end();
    });
    await Promise.race([written, late]);
    clearTimeout(timer);
    return this.#fault;
  }

  #write(): void {
    if (this.#stream.writableLength > backlogMaxBytes) {
      this.#fail('the disk is too slow');
      this.#stream.destroy();
      return;
    }
    try {
      this.#stream.write(`${toWire(this.#engine.getSnapshot())}\n`);
    } catch (error) {
      this.#fail(errorMessage(error));
    }
  }

  #fail(why: string): void {
    if (this.#fault !== undefined) return;
    this.#fault = why;
    this.#unsubscribe();
    this.#engine.log('warn', `The recording has stopped (${why}); the run goes on`);
  }
}
