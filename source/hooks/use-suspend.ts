/**
 * Ctrl-Z: back to the shell and, on `fg`, back to the picture.
 *
 * In raw mode the terminal does not stop the program; it has to give the screen back and stop itself, with its whole
 * process group, or npm would keep the terminal.
 */
import type {useApp} from 'ink';
import {useRef} from 'react';

type InkApp = ReturnType<typeof useApp>;

/** Still running after this long, the program was not stopped. */
const notStoppedMs = 500;

/** A function that suspends the program until it is continued. */
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
        // The terminal may have another size by now, and told only those who were in front of it.
        process.kill(process.pid, 'SIGWINCH');
        void suspension.resume().then(() => {
          isSuspended.current = false;
        });
      };
      process.on('SIGCONT', resume);
      // Where no shell would continue it, the system does not stop it either; then the picture comes back by itself.
      const timer = setTimeout(resume, notStoppedMs);
      process.kill(0, 'SIGTSTP');
    })();
  };
}
