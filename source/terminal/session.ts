import {isInForeground} from './foreground.ts';
import type {Keyboard} from './keyboard.ts';
import {runAll} from './run-all.ts';
import type {Screen} from './screen.ts';

/** Time between two looks whether the terminal can be taken. */
const lookMs = 250;
/** A program that still runs after this time was not stopped. */
const notStoppedMs = 500;

/**
 * The use of a terminal by a program of a shell with job control. The program takes the terminal
 * while it is in the foreground, and gives it back whenever it is stopped.
 *
 * In the background nothing is drawn and no key is read. A program that was stopped by a signal
 * that it cannot handle (SIGSTOP) finds a changed terminal when it continues, and takes it anew.
 */
export class TerminalSession {
  readonly #screen: Screen;
  readonly #keyboard: Keyboard;
  readonly #timer: NodeJS.Timeout;
  #isStopping = false;
  #isClosed = false;

  /** Takes the terminal, or waits until the program is in the foreground. */
  constructor(screen: Screen, keyboard: Keyboard) {
    this.#screen = screen;
    this.#keyboard = keyboard;
    process.on('SIGTSTP', this.stop);
    process.on('SIGCONT', this.#take);
    this.#timer = setInterval(() => this.#look(), lookMs);
    try {
      this.#take();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Gives the terminal back for good. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    process.off('SIGTSTP', this.stop);
    process.off('SIGCONT', this.#take);
    runAll([() => this.#release(), () => this.#screen.close()]);
  }

  #look(): void {
    if (this.#isStopping) return;
    // Only Linux answers quickly enough to be asked without need.
    if (!this.#screen.isTaken) this.#take();
    else if (process.platform === 'linux' && !isInForeground()) this.#release();
  }

  /** Takes the terminal, also if it is taken: what is on it is unknown after a stop. */
  readonly #take = () => {
    this.#isStopping = false;
    if (!isInForeground()) return this.#release();
    this.#keyboard.open();
    this.#screen.take();
    // The size may have changed. Only programs in the foreground got the signal.
    process.kill(process.pid, 'SIGWINCH');
  };

  #release(): void {
    // The system stops a program in the background that sets the terminal's modes.
    runAll([() => this.#keyboard.close(isInForeground()), () => this.#screen.release()]);
  }

  /**
   * Gives the terminal back and stops, as the shell's key for it does. In raw mode the terminal
   * does not stop the program when Ctrl-Z is typed. The whole process group is stopped, or npm
   * would keep the terminal.
   */
  readonly stop = () => {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#release();
    process.off('SIGTSTP', this.stop);
    process.kill(0, 'SIGTSTP');
    process.on('SIGTSTP', this.stop);
    // Without a shell to continue the program, the system does not stop it either.
    setTimeout(() => {
      if (this.#isStopping && !this.#isClosed) this.#take();
    }, notStoppedMs);
  };
}
