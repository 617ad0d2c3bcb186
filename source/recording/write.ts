/**
 * A recording: every Snapshot of a run as a line of JSON.
 *
 * Written on the main thread while the run goes on. A disk that is full or too slow ends the recording, not the run; the
 * lines before are whole, so that they can be replayed.
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
import type {Engine} from '../engine/index.ts';

/** With this much still to be written, the disk is too slow. */
const backlogMaxBytes = 32 * 2 ** 20;
/** At the end, what is left has this long to reach the disk. */
const farewellMs = 5_000;

/** The file can not be written; the message says why in a few words. */
export class RecordingFileError extends Error {
  override readonly name = 'RecordingFileError';
}

/**
 * Opens a new file for a recording.
 * @throws {RecordingFileError} when there is a file of that name already, or it can not be made
 */
export function openRecordingFile(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new RecordingFileError(`can not be written (${code})`);
  }
  return openDevice(path);
}

/** What exists already is not written over, but for pipes and devices, which have nothing to lose. */
function openDevice(path: string): number {
  let probe: number;
  try {
    // Without this a pipe that nobody reads would hold the program up until somebody does.
    probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENXIO') throw new RecordingFileError('is a pipe that nobody reads');
    throw new RecordingFileError(`can not be written (${code})`);
  }
  try {
    if (!fstatSync(probe).isFile()) return openSync(path, 'a');
  } finally {
    closeSync(probe);
  }
  throw new RecordingFileError('exists already and is not written over');
}

/** Gives up a file that was opened for a recording; one that was made for it is removed, a pipe or a device never. */
export function discardRecordingFile(path: string, file: number): void {
  const isOurs = fstatSync(file).isFile();
  closeSync(file);
  if (isOurs) rmSync(path, {force: true});
}

export class RecordingWriter {
  readonly #engine: Engine;
  readonly #stream: WriteStream;
  readonly #unsubscribe: () => void;
  #fault: string | undefined;

  /** Records from now on into `file`, a descriptor that is then its own. */
  constructor(file: number, engine: Engine) {
    this.#engine = engine;
    this.#stream = createWriteStream('', {fd: file});
    this.#stream.on('error', (error: NodeJS.ErrnoException) =>
      this.#fail(error.code ?? error.message),
    );
    this.#unsubscribe = engine.subscribe(() => this.#write());
    this.#write();
  }

  /** Ends the recording; resolves, after five seconds at most, with why it ended early, if it did. */
  async close(): Promise<string | undefined> {
    this.#unsubscribe();
    if (this.#fault !== undefined) return this.#fault;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#fault = 'the disk is too slow';
        this.#stream.destroy();
        resolve();
      }, farewellMs);
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
    this.#stream.write(`${JSON.stringify(this.#engine.getSnapshot())}\n`);
  }

  #fail(why: string): void {
    if (this.#fault !== undefined) return;
    this.#fault = why;
    this.#unsubscribe();
    this.#engine.say('warn', `The recording has stopped (${why}); the run goes on`);
  }
}
