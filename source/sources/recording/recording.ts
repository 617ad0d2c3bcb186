/**
 * Reads a recording: the position of each complete Snapshot in the file, and the values of all
 * Snapshots that charts need.
 *
 * The file is read once when it is opened. A Snapshot is read again when it is shown. Therefore a
 * recording of an hour takes little memory.
 */
import {closeSync, openSync, readSync, statSync} from 'node:fs';
import {isAnotherRun, type Snapshot} from '../../engine/index.ts';
import {parseSnapshot, SnapshotError, snapshotSchema} from '../../engine/parse.ts';
import {type TrailSample, toTrailSample} from '../../monitor/trail.ts';

/** The bytes per read. A line longer than `lineMaxBytes` is not a Snapshot of this program. */
const chunkBytes = 2 ** 20;
const lineMaxBytes = 2 ** 22;
const lineBreak = 0x0a;
/** Log lines of an entry. More of them rarely come between two Snapshots. */
const logLinesMax = 20;

/** The file cannot be played. The message states the reason in a few words. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/** The position of a complete Snapshot in the file, and its values for charts. */
export interface RecordedEntry extends TrailSample {
  readonly startByte: number;
  readonly lengthBytes: number;
  /** Seconds since the start of the recording, which can have several runs one after the other. */
  readonly atSeconds: number;
}

/** An open recording. Snapshots are read from the file on demand. */
export class Recording {
  /** At least one, in the order of the file. */
  readonly entries: readonly RecordedEntry[];
  /** The number of lines that are not Snapshots. */
  readonly damagedLines: number;
  readonly #file: number;

  /**
   * Opens and reads a recording.
   * @throws {RecordingError} if the file cannot be read or does not contain a complete Snapshot
   */
  constructor(path: string) {
    this.#file = open(path);
    const entries: RecordedEntry[] = [];
    let damagedLines = 0;
    let otherVersion: string | undefined;
    for (const line of readLines(this.#file)) {
      const entry = toEntry(line, entries.at(-1));
      if (entry !== undefined) entries.push(entry);
      else if (damagedLines++ === 0) otherVersion = versionOf(line);
    }
    if (entries.length === 0) {
      this.close();
      throw new RecordingError(
        otherVersion === undefined
          ? 'is no recording: it holds no whole Snapshot'
          : `was made by ${otherVersion}, whose recordings this version cannot play`,
      );
    }
    this.entries = entries;
    this.damagedLines = damagedLines;
  }

  /** Reads the Snapshot at an index of `entries`. */
  readSnapshot(index: number): Snapshot {
    const {startByte, lengthBytes} = this.entries[index] as RecordedEntry;
    const bytes = Buffer.alloc(lengthBytes);
    readSync(this.#file, bytes, 0, lengthBytes, startByte);
    return parseSnapshot(bytes.toString());
  }

  close(): void {
    closeSync(this.#file);
  }
}

interface RawLine {
  readonly startByte: number;
  readonly bytes: Buffer;
}

function open(path: string): number {
  try {
    // A pipe cannot be read twice. A pipe without a writer cannot even be opened without blocking.
    if (statSync(path).isFile()) return openSync(path, 'r');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    throw new RecordingError(`cannot be read (${code})`);
  }
  throw new RecordingError('is no plain file');
}

function toEntry({startByte, bytes}: RawLine, before?: RecordedEntry): RecordedEntry | undefined {
  try {
    const sample = toTrailSample(parseSnapshot(bytes.toString()));
    // The time of another run begins where that of the run before it ended.
    const startSeconds =
      before === undefined
        ? 0
        : before.atSeconds - (isAnotherRun(before, sample) ? 0 : before.elapsedSeconds);
    const atSeconds = startSeconds + sample.elapsedSeconds;
    // Every entry keeps its last log lines only. The earlier entries have the lines before.
    const log = sample.log.slice(-logLinesMax);
    return {startByte, lengthBytes: bytes.length, ...sample, log, atSeconds};
  } catch (error) {
    if (error instanceof SnapshotError) return undefined;
    throw error;
  }
}

/** Names the version that wrote a line, if it is a Snapshot of another one. */
function versionOf({bytes}: RawLine): string | undefined {
  const text = bytes.toString();
  const schema = Number(/^\{"schema":(\d+),/.exec(text)?.[1] ?? snapshotSchema);
  if (schema > snapshotSchema) return 'a later version';
  // Before pipelines had definitions, Snapshots had the same number.
  const isEarlier = text.startsWith('{"schema":') && !text.includes('"pipeline":');
  return isEarlier ? 'an earlier version' : undefined;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether a file begins with the mark that some editors write. */
function hasByteOrderMark(file: number): boolean {
  const bytes = Buffer.alloc(byteOrderMark.length);
  readSync(file, bytes, 0, bytes.length, 0);
  return bytes.equals(byteOrderMark);
}

/** Yields the lines of a file that are not empty. The last line may be incomplete. */
function* readLines(file: number): Generator<RawLine> {
  let rest = Buffer.alloc(0);
  let restByte = hasByteOrderMark(file) ? byteOrderMark.length : 0;
  for (;;) {
    const chunk = Buffer.alloc(chunkBytes);
    const read = readSync(file, chunk, 0, chunkBytes, restByte + rest.length);
    rest = Buffer.concat([rest, chunk.subarray(0, read)]);
    const isLast = read === 0;
    for (;;) {
      const found = rest.indexOf(lineBreak);
      const isTooLong = found === -1 && rest.length > lineMaxBytes;
      const end = found === -1 ? (isLast || isTooLong ? rest.length : -1) : found;
      if (end === -1) break;
      if (end > 0) yield {startByte: restByte, bytes: rest.subarray(0, end)};
      const next = Math.min(rest.length, end + 1);
      rest = rest.subarray(next);
      restByte += next;
      if (rest.length === 0) break;
    }
    if (isLast) return;
  }
}
