/** The terminal beyond what Ink does: repainting after resizes, Ctrl-Z, and memory of frames. */
import v8 from 'node:v8';
import type {useApp} from 'ink';
import {useRef} from 'react';

/**
 * Stops the growth of V8's young generation, so that the garbage of frames stays in little memory.
 *
 * V8 doubles its young generation whenever much in it survives, up to 64 MiB per half. Frames leave
 * many short-lived strings. The size before the first frame is enough for ten frames per second.
 * More growth only takes memory.
 */
export function stopYoungGenerationGrowth(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

/** Time without a resize after which the size has settled. */
const settledMs = 150;
const eraseScreen = '\u001B[2J\u001B[H';

/**
 * Repaints the whole screen after its size has settled.
 *
 * A frame that is under way during a resize was drawn for another size, and its lines wrap. Ink
 * writes only the lines that have changed since its last frame. The remains of such a frame would
 * therefore stay on the screen.
 * @param stdout the terminal
 * @param forget makes the painter discard its record of the screen's content
 * @returns a function that ends the repainting
 */
export function repaintAfterResizes(stdout: NodeJS.WriteStream, forget: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRepainting = false;
  const repaint = () => {
    forget();
    stdout.write(eraseScreen);
    // A resize makes Ink draw at once, also when nothing has changed.
    isRepainting = true;
    stdout.emit('resize');
    isRepainting = false;
  };
  const onResize = () => {
    if (isRepainting) return;
    clearTimeout(timer);
    timer = setTimeout(repaint, settledMs);
  };
  stdout.on('resize', onResize);
  return () => {
    clearTimeout(timer);
    stdout.off('resize', onResize);
  };
}

type InkApp = ReturnType<typeof useApp>;

/** A program that still runs after this time was not stopped. */
const notStoppedMs = 500;

/**
 * Returns the action of Ctrl-Z, which suspends the program until the shell continues it. Ctrl-Z
 * returns to the shell, and `fg` returns to the monitor.
 *
 * In raw mode the terminal does not stop the program. The program therefore restores the screen and
 * stops itself. It stops its whole process group, or npm would keep the terminal.
 */
export function useSuspend(app: InkApp): () => void {
  const isSuspended = useRef(false);
  return () => {
    if (isSuspended.current) return;
    isSuspended.current = true;
    void (async () => {
      const suspension = await app.suspendTerminal();
      const resume = () => {
        clearTimeout(timer);
        process.off('SIGCONT', resume);
        // The terminal may have another size now. Only processes in its foreground got the signal.
        process.kill(process.pid, 'SIGWINCH');
        void suspension.resume().then(() => {
          isSuspended.current = false;
        });
      };
      process.on('SIGCONT', resume);
      // Without a shell to continue the program, the system does not stop it either. The timer then
      // draws the monitor again.
      const timer = setTimeout(resume, notStoppedMs);
      process.kill(0, 'SIGTSTP');
    })();
  };
}
