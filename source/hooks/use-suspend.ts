import type {useApp} from 'ink';
import {useRef} from 'react';

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
