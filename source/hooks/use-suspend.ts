/**
 * Ctrl-Z: back to the shell and, on `fg`, back to the picture.
 *
 * In raw mode the terminal does not stop the program; it has to give the screen back and stop itself, with its whole
 * process group, or npm would keep the terminal.
 */
import type {useApp} from 'ink';
import {useRef} from 'react';

type InkApp = ReturnType<typeof useApp>;

/** A function that suspends the program until it is continued. */
export function useSuspend(app: InkApp): () => void {
  const isSuspended = useRef(false);
  return () => {
    if (isSuspended.current) return;
    isSuspended.current = true;
    void (async () => {
      const suspension = await app.suspendTerminal();
      process.once('SIGCONT', () => {
        void suspension.resume().then(() => {
          isSuspended.current = false;
        });
      });
      process.kill(0, 'SIGSTOP');
    })();
  };
}
