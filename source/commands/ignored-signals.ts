/**
 * The signals that this process inherited as ignored.
 *
 * A parent process ignores a signal for its children: `nohup` ignores SIGHUP, and a shell SIGINT
 * for a command in the background of a script. Node resets all signals to their default action
 * before any JavaScript runs. The installed program therefore begins in a shell, which reads the
 * signals and passes them on in a variable. Without it, only traces are left of what the parent
 * did.
 */
import {fstatSync, readFileSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The signals that matter. */
const names = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGTSTP'] as const;
type IgnoredSignal = (typeof names)[number];

/** The process and its mask of ignored signals, which the launcher passes on. */
const variable = 'FIZZBUZZ_TUI_SIGNALS';
const shells = ['sh', 'ash', 'bash', 'busybox', 'dash', 'ksh', 'mksh', 'yash', 'zsh'];

/** What is known of the process and its surroundings, for tests. */
export interface Surroundings {
  readonly pid: number;
  readonly parentPid: number;
  readonly env: NodeJS.ProcessEnv;
  /** Returns the text of a file; empty if it cannot be read. */
  readText(file: string): string;
  /** Whether stdin is `/dev/null`. */
  readonly isStdinNull: boolean;
}

/** Returns the signals that this process inherited as ignored. */
export function readIgnoredSignals(
  surroundings: Surroundings = readSurroundings(),
): readonly IgnoredSignal[] {
  const {pid, env} = surroundings;
  // The shell replaced itself by Node, so the number of the process is the same.
  const [launchedPid, mask] = (env[variable] ?? '').split(':');
  if (Number(launchedPid) === pid && mask) return toSignals(mask);
  const ofShell = readSignalsOfShell(surroundings);
  return wasStartedByNohup(surroundings) ? [...new Set([...ofShell, 'SIGHUP' as const])] : ofShell;
}

/** Whether the shell's record of the command, or the standard input, is that of `nohup`. */
function wasStartedByNohup({env, readText, isStdinNull}: Surroundings): boolean {
  if (path.basename(env._ ?? '') === 'nohup') return true;
  // In the place of a terminal, nohup opens the null device for writing only.
  const [, flags] = /^flags:\s+([0-7]+)$/m.exec(readText('/proc/self/fdinfo/0')) ?? [];
  return isStdinNull && flags !== undefined && (Number.parseInt(flags, 8) & 3) === 1;
}

/**
 * Returns the signals that the parent ignores, if it is a shell. A shell with job control ignores
 * SIGTERM and SIGTSTP for itself only.
 */
function readSignalsOfShell({parentPid, readText}: Surroundings): readonly IgnoredSignal[] {
  const status = readText(`/proc/${parentPid}/status`);
  const [, name = ''] = /^Name:\s+(\S+)$/m.exec(status) ?? [];
  const [, mask] = /^SigIgn:\s+(\S+)$/m.exec(status) ?? [];
  if (mask === undefined || !shells.includes(name)) return [];
  const signals = toSignals(mask);
  if (!signals.includes('SIGTSTP')) return signals;
  return signals.filter((signal) => signal === 'SIGHUP' || signal === 'SIGINT');
}

function toSignals(mask: string): readonly IgnoredSignal[] {
  const bits = BigInt(`0x${/^[0-9a-f]+$/i.test(mask) ? mask : '0'}`);
  return names.filter((name) => (bits >> BigInt(os.constants.signals[name] - 1)) & 1n);
}

function readSurroundings(): Surroundings {
  return {
    pid: process.pid,
    parentPid: process.ppid,
    env: process.env,
    readText,
    isStdinNull: isStdinNull(),
  };
}

function isStdinNull(): boolean {
  try {
    return fstatSync(0).rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
