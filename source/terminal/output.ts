/**
 * Output to the standard streams that nobody may be reading: a pipe without a reader's interest, a
 * terminal that is stopped with Ctrl-S, or one whose window hangs.
 *
 * Node writes to terminals synchronously. Such a terminal would stop the thread that answers
 * signals, keys and requests. Here all writes return at once. What the reader does not take waits
 * in memory, up to a limit.
 */

/** A standard stream. Its handle is not public. Node itself sets it to blocking at the start. */
type Output = NodeJS.WriteStream & {
  readonly _handle?: {setBlocking?(isBlocking: boolean): number};
};

/** Output that may wait in memory for its reader. */
const waitingMaxBytes = 65_536;
/** Time between two looks at the progress of a reader. */
const lookMs = 20;

/** Makes all later writes to the standard streams return at once. */
export function stopBlockingWrites(): void {
  for (const stream of [process.stdout, process.stderr] as Output[]) {
    // Files, and streams that are closed, have no such handle. Their writes never wait for a
    // reader.
    if (stream.isTTY) stream._handle?.setBlocking?.(false);
  }
}

/**
 * Returns a function that writes lines to `stream`. A line that comes while too much output waits
 * for the reader is left out. The next line that is written follows the number of these lines.
 */
export function createLineWriter(stream: NodeJS.WriteStream): (text: string) => void {
  let leftOut = 0;
  return (text) => {
    if (stream.writableLength > waitingMaxBytes) {
      leftOut++;
      return;
    }
    const notice = leftOut === 0 ? '' : `(${leftOut} lines left out: nobody read them)\n`;
    leftOut = 0;
    stream.write(notice + text);
  };
}

/**
 * Waits until the readers have taken all output.
 * @param patienceMs is how long a reader may take nothing
 * @returns whether all output was taken
 */
export async function flushOutput(patienceMs: () => number): Promise<boolean> {
  const waiting = () => waitingBytes(process.stdout) + waitingBytes(process.stderr);
  let left = waiting();
  let progressMs = performance.now();
  while (left > 0) {
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    if (waiting() < left) progressMs = performance.now();
    left = waiting();
    if (left > 0 && performance.now() - progressMs > patienceMs()) return false;
  }
  return true;
}

/** The bytes that wait for the reader. None do once the reader is gone. */
function waitingBytes({errored, destroyed, writableLength}: NodeJS.WriteStream): number {
  return errored || destroyed ? 0 : writableLength;
}
