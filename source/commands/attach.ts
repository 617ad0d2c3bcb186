import {complain} from '../complain.ts';
import {isInteractive} from '../environment.ts';
import {attachedKeys} from '../interfaces/keys.ts';
import {followLog} from '../interfaces/lines.ts';
import type {Look} from '../look.ts';
import {readAttachRequest} from '../remote/options.ts';
import {RemoteError, RemoteRun} from '../remote/remote-run.ts';
import {onSignal, watchInPicture} from './watch.ts';

/**
 * The command `fizzbuzz-tui attach`: shows the monitor for a run in another process.
 * @param argv the arguments after `attach`
 * @returns an exit code; 0 if the user leaves or the run has ended clean and verified
 * @throws {UsageError} on arguments that are not accepted
 */
export async function attach(argv: readonly string[]): Promise<number> {
  const request = readAttachRequest(argv, process.env);
  if (request.kind === 'print') {
    process.stdout.write(`${request.text.trim()}\n`);
    return 0;
  }
  const {url, plain, look} = request.options;
  let remote: RemoteRun;
  try {
    remote = await RemoteRun.connect(url);
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    complain(`no run to watch at ${url.origin}: ${error.message}`);
    return 1;
  }
  const isPlain = plain || !isInteractive(process.stdin, process.stdout, process.env);
  const exitCode = await (isPlain ? follow(remote) : watchInPicture(remote, attachedKeys, look));
  remote.close();
  await summarizeIfOver(remote, url, look);
  return exitCode;
}

/** Prints the log until the run ends or a signal arrives. */
async function follow(remote: RemoteRun): Promise<number> {
  const stopFollowing = followLog(remote, (text) => process.stderr.write(text));
  return await new Promise((resolve) => {
    const end = (exitCode: number) => {
      stopFollowing();
      resolve(exitCode);
    };
    let origin = remote.getStatus();
    const check = () => {
      const {stop} = remote.getSnapshot();
      if (stop !== null) end(stop.clean && stop.verified ? 0 : 1);
      if (origin !== remote.getStatus()) {
        origin = remote.getStatus();
        complain(origin.text);
      }
    };
    onSignal(end);
    remote.subscribe(check);
    check();
  });
}

async function summarizeIfOver(remote: RemoteRun, url: URL, look: Look): Promise<void> {
  const last = remote.getSnapshot();
  if (last.stop === null) {
    process.stdout.write(`Left the run at ${url.origin}; it goes on.\n`);
    return;
  }
  const {summarize} = await import('../report/summary.tsx');
  process.stdout.write(summarize(last, look.symbols));
}
