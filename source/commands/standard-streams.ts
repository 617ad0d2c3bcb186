/** The standard streams: their errors, and whether anybody reads the output. */
import {fstatSync, type Stats, statSync} from 'node:fs';

/** The error codes of a stream whose other end is closed: a pipe, a terminal or a socket. */
const closedCodes = ['EPIPE', 'EIO', 'ECONNRESET'];

/** Calls `listener` for each error of a standard stream. */
export function onStreamError(
  listener: (error: NodeJS.ErrnoException, stream: NodeJS.ReadStream | NodeJS.WriteStream) => void,
): void {
  for (const stream of [process.stdin, process.stdout, process.stderr]) {
    stream.on('error', (error) => listener(error, stream));
  }
}

/** Whether an error of a stream means that its other end is closed. */
export function isClosedError({code = ''}: NodeJS.ErrnoException): boolean {
  return closedCodes.includes(code);
}

/**
 * Calls `listener` once when stdout and stderr had readers, and all of them are gone, as after
 * `2>&1 | head -1`. This is noticed when a line is written. A terminal and a file are readers that
 * stay. `/dev/null` is none.
 */
export function onReadersGone(listener: () => void): void {
  const outputs = [process.stdout, process.stderr].flatMap((stream) => {
    const stat = fstatSync(stream.fd);
    return isNullDevice(stat) ? [] : [{stream, stat}];
  });
  if (outputs.length === 0 || outputs.some(({stat}) => !stat.isFIFO() && !stat.isSocket())) return;
  const closed = new Set<NodeJS.WritableStream>();
  let areGone = false;
  onStreamError((error, stream) => {
    if (!isClosedError(error) || stream === process.stdin) return;
    closed.add(stream as NodeJS.WritableStream);
    // Two streams on one pipe have the same reader.
    const ofClosed = outputs.flatMap(({stream, stat}) => (closed.has(stream) ? [stat.ino] : []));
    if (areGone || !outputs.every(({stat}) => ofClosed.includes(stat.ino))) return;
    areGone = true;
    listener();
  });
}

function isNullDevice(stat: Stats): boolean {
  return stat.isCharacterDevice() && stat.rdev === statSync('/dev/null').rdev;
}
