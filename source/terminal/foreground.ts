/** Whether the program has the terminal, or another job of the shell has it. */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

/**
 * Returns true if this process is in the foreground of its terminal, or has no controlling
 * terminal. Linux answers in some microseconds.
 */
export function isInForeground(): boolean {
  try {
    const isLinux = process.platform === 'linux';
    return isOwnerIn(isLinux ? readFileSync('/proc/self/stat', 'latin1') : askPs());
  } catch {
    return true;
  }
}

/** Other systems have no file with the answer. */
function askPs(): string {
  const options = ['-o', 'pgid=,tpgid=', '-p', String(process.pid)];
  const [group, owner] = execFileSync('ps', options, {encoding: 'utf8'}).trim().split(/\s+/);
  return `) R 0 ${group} 0 0 ${owner}`;
}

/**
 * Returns true if the process group is that of the terminal's foreground.
 * @param stat the text of `/proc/self/stat`
 */
export function isOwnerIn(stat: string): boolean {
  // The name of the program, in parentheses, may contain blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [group, owner] = [Number(fields[2]), Number(fields[5])];
  return !(owner > 0) || owner === group;
}
