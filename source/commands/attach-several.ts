/** Several runs watched at a time: one line each, which is drawn again each second. */
import {formatSideBySide, type WatchedRun} from '../report/side-by-side.ts';
import type {RemoteRun} from '../sources/remote/remote-run.ts';
import {isInForeground} from '../terminal/foreground.ts';
import {toExitCode} from './process.ts';
import {onSignal, signalExitCodes} from './signals.ts';
import {onReadersGone} from './standard-streams.ts';

const periodMs = 1_000;

/**
 * Shows runs side by side until all have ended, or a signal arrives. On a terminal, the lines
 * replace the ones before.
 * @returns an exit code: 0 if all runs have ended clean and verified
 */
export async function watchSideBySide(
  remotes: ReadonlyArray<{readonly address: string; readonly remote: RemoteRun}>,
): Promise<number> {
  let drawnLines = 0;
  const draw = () => {
    if (process.stdout.isTTY && !isInForeground()) return;
    const runs = remotes.map(({address, remote}): WatchedRun => {
      const snapshot = remote.getSnapshot();
      return {address, snapshot, isLost: snapshot.stop === null && remote.getStatus().isAlert};
    });
    const lines = formatSideBySide(runs);
    const up = process.stdout.isTTY && drawnLines > 0 ? `\x1b[${drawnLines}A\x1b[J` : '';
    process.stdout.write(`${up}${lines.join('\n')}\n`);
    drawnLines = lines.length;
  };
  const snapshots = () => remotes.map(({remote}) => remote.getSnapshot());
  draw();
  return await new Promise((resolve) => {
    const end = (exitCode: number) => {
      clearInterval(timer);
      for (const {remote} of remotes) remote.close();
      resolve(exitCode);
    };
    const timer = setInterval(() => {
      draw();
      if (snapshots().every(({stop}) => stop !== null)) {
        end(Math.max(...snapshots().map(toExitCode)));
      }
    }, periodMs);
    onSignal((signal) => end(signalExitCodes[signal]));
    onReadersGone(() => end(0));
  });
}
