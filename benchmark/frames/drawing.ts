/**
 * Drawing with Ink on a terminal that is not there: what a frame costs, without the terminal's own
 * part.
 */
import {Writable} from 'node:stream';
import {render} from 'ink';
import type {ReactNode} from 'react';

/** What is drawn: the picture of each frame. */
export interface Subject {
  readonly name: string;
  picture(frame: number): ReactNode;
}

export interface Cost {
  /** Processor time of the main thread. */
  readonly cpuMs: number;
  readonly bytes: number;
}

/** A terminal's output that only counts what it is given. */
class Sink extends Writable {
  readonly isTTY = true;
  readonly columns: number;
  readonly rows: number;
  bytes = 0;

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.bytes += chunk.length;
    done();
  }
}

/**
 * Draws `frames` frames of a subject as the monitor draws, after as many to warm up.
 * @returns what one of them took
 */
export async function costOfFrame(
  {picture}: Subject,
  columns: number,
  rows: number,
  frames: number,
): Promise<Cost> {
  const sink = new Sink(columns, rows);
  const app = render(picture(0), {
    stdout: sink as unknown as NodeJS.WriteStream,
    incrementalRendering: true,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
    // As often as this asks: the time between two frames is not what is measured.
    maxFps: 1_000,
  });
  const draw = async (from: number) => {
    for (let frame = from; frame < from + frames; frame++) {
      app.rerender(picture(frame));
      await app.waitUntilRenderFlush();
    }
  };
  await draw(1);
  const [cpuBefore, bytesBefore] = [cpuMs(), sink.bytes];
  await draw(1 + frames);
  const cost = {
    cpuMs: (cpuMs() - cpuBefore) / frames,
    bytes: (sink.bytes - bytesBefore) / frames,
  };
  app.unmount();
  await app.waitUntilExit();
  return cost;
}

function cpuMs(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1_000;
}
