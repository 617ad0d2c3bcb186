import {programName} from '../format/program.ts';
import {attachKeymap} from '../monitor/attach-keymap.ts';
import {printLog} from '../monitor/plain-log.ts';
import {defaultPort, host} from '../server/address.ts';
import {RemoteError, RemoteRun} from '../sources/remote/remote-run.ts';
import {createLineWriter} from '../terminal/output.ts';
import {watchSideBySide} from './attach-several.ts';
import {displayFlags, toDisplayOptions} from './display-flags.ts';
import {createCommand, formatFlags, switchFlag} from './flags.ts';
import {invalidValue} from './parsers.ts';
import {exitFailed, isInteractive, printError, toExitCode} from './process.ts';
import {onSignal, signalExitCodes} from './signals.ts';
import {onReadersGone} from './standard-streams.ts';
import {prepareSummary} from './summary.ts';
import {watchSource} from './watch.ts';

/** Runs that are watched at a time. */
const watchedMax = 64;
const defaultUrl = `http://${host}:${defaultPort}`;

const flags = {
  ...displayFlags,
  plain: switchFlag(
    `no interface: log lines, and the summary when the run ends
(the default when stdin or stdout is no terminal)`,
  ),
};

const help = `
  Watches a run of ${programName} that goes on elsewhere on this machine.

  Usage
    $ ${programName} attach [url] [options]
    $ ${programName} attach <url> <url> …   several runs side by side, with sums

  The url is that of its telemetry, which its log names (${defaultUrl}).
  When the connection is lost, the last picture stays, and it is tried again.

  Options
${formatFlags(flags)}
`;

/**
 * The command `fizzbuzz-tui attach`: shows the monitor for a run in another process. Resolves with
 * 0 if the user leaves or the run has ended clean and verified.
 */
export const attach = createCommand(
  {help, flags, wordsMax: watchedMax},
  async (values, [address, ...others]) => {
    if (others.length > 0) return await attachSeveral([address ?? '', ...others]);
    const url = parseUrl(address ?? defaultUrl);
    const display = toDisplayOptions(values, process.env);
    let remote: RemoteRun;
    try {
      remote = await RemoteRun.connect(url);
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      printError(`no run to watch at ${formatAddress(url)}: ${error.message}`);
      return exitFailed;
    }
    const summarize = prepareSummary(display);
    const isPlain = values.plain || !isInteractive();
    const exitCode = await (isPlain
      ? printUntilEnd(remote)
      : watchSource(remote, attachKeymap, display));
    remote.close();
    const last = remote.getSnapshot();
    if (last.stop === null) {
      process.stdout.write(`Left the run at ${formatAddress(url)}; it goes on.\n`);
    } else {
      await summarize(last);
    }
    return exitCode;
  },
);

/** Watches several runs, such as the parts of a pipeline on several machines. */
async function attachSeveral(addresses: readonly string[]): Promise<number> {
  const urls = addresses.map(parseUrl);
  const remotes = [];
  for (const url of urls) {
    try {
      remotes.push({address: formatAddress(url), remote: await RemoteRun.connect(url)});
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      for (const {remote} of remotes) remote.close();
      printError(`no run to watch at ${formatAddress(url)}: ${error.message}`);
      return exitFailed;
    }
  }
  return await watchSideBySide(remotes);
}

/** Formats an address without its slash at the end, and without a password. */
function formatAddress({origin, pathname}: URL): string {
  return `${origin}${pathname.replace(/\/$/, '')}`;
}

/**
 * Parses the URL. A bare port and `host:port` are accepted too, and the path below which a proxy
 * serves the run.
 */
function parseUrl(given: string): URL {
  const address = /^\d+$/.test(given) ? `${host}:${given}` : given;
  const text = address.includes('://') ? address : `http://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && isUsable(url)) {
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  }
  throw invalidValue('attach', given, `the address of a run's telemetry, such as ${defaultUrl}`);
}

/** Whether Node.js can send a request to the address. */
function isUsable({protocol, hash, username, password}: URL): boolean {
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return ['http:', 'https:'].includes(protocol) && hash === '';
}

/** Prints the log until the run ends or a signal arrives. */
async function printUntilEnd(remote: RemoteRun): Promise<number> {
  let stopPrinting = () => {};
  return await new Promise((resolve) => {
    const end = (exitCode: number) => {
      stopPrinting();
      resolve(exitCode);
    };
    let status = remote.getStatus();
    const check = () => {
      const last = remote.getSnapshot();
      if (last.stop !== null) end(toExitCode(last));
      if (status === remote.getStatus()) return;
      status = remote.getStatus();
      printError(status.text);
    };
    onSignal((signal) => end(signalExitCodes[signal]));
    onReadersGone(() => end(0));
    // The status comes before the lines: it says whose they are.
    remote.subscribe(check);
    stopPrinting = printLog(remote, createLineWriter(process.stderr));
    check();
  });
}
