import type {Snapshot} from '../engine/index.ts';
import {SnapshotError} from '../engine/parse.ts';
import {programName} from '../format/program.ts';
import {printLog} from '../monitor/plain-log.ts';
import {replayKeymap} from '../monitor/replay-keymap.ts';
import {Player} from '../sources/recording/player.ts';
import {Recording, RecordingError} from '../sources/recording/recording.ts';
import {flushOutput} from '../terminal/output.ts';
import {displayFlags, toDisplayOptions} from './display-flags.ts';
import {createCommand, formatFlags, switchFlag} from './flags.ts';
import {invalidValue} from './parsers.ts';
import {exitFailed, isInteractive, printError} from './process.ts';
import {prepareSummary} from './summary.ts';
import {watchSource} from './watch.ts';

const flags = {
  ...displayFlags,
  plain: switchFlag(
    `no interface: all log lines at once, then the summary
(the default when stdin or stdout is no terminal)`,
  ),
};

const help = `
  Plays a recording that was made with --record.

  Usage
    $ ${programName} replay <file> [options]

  Options
${formatFlags(flags)}

  Keys
    space pause   , . one Snapshot back, forward   + - faster, slower
    arrows 5 seconds back, forward   Home End to the ends   q quit
`;

/** The command `fizzbuzz-tui replay`: shows the monitor for a recording. */
export const replay = createCommand({help, flags, wordsMax: 1}, async (values, [path]) => {
  if (!path) throw invalidValue('replay', path, 'a file that was written with --record');
  const display = toDisplayOptions(values, process.env);
  const recording = openRecording(path);
  const summarize = prepareSummary(display);
  const {damagedLines} = recording;
  if (damagedLines > 0) printError(`damaged lines of ${path}, which are left out: ${damagedLines}`);
  let exitCode = 0;
  if (values.plain || !isInteractive()) {
    printWholeLog(recording);
    // The reader may be a pager: all lines are there, and nothing else waits.
    await flushOutput(() => Number.POSITIVE_INFINITY);
  } else {
    const player = new Player(recording);
    exitCode = await watchSource(player, (leave) => replayKeymap(player, leave), display);
    player.close();
  }
  const last = readLast(recording);
  recording.close();
  if (last === undefined) {
    printError(`${path} has changed since it was opened`);
    return exitFailed;
  }
  if (last.stop === null) {
    printError('the recording ends before its run did');
  } else {
    await summarize(last);
  }
  return exitCode;
});

/** Reads the last Snapshot; `undefined` if the file has become shorter or another one. */
function readLast(recording: Recording): Snapshot | undefined {
  try {
    return recording.readSnapshot(recording.entries.length - 1);
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    return undefined;
  }
}

function openRecording(path: string): Recording {
  try {
    return new Recording(path);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw invalidValue(
      'replay',
      path,
      `a file written with --record, but that one ${error.message}`,
    );
  }
}

/** Prints every log line of the recording, without delays. */
function printWholeLog(recording: Recording): void {
  let index = 0;
  let publish = () => {};
  const source = {
    getSnapshot: () => recording.readSnapshot(index),
    subscribe(listener: () => void) {
      publish = listener;
      return () => {};
    },
  };
  const stopPrinting = printLog(source, (text) => process.stderr.write(text));
  for (; index < recording.entries.length - 1; index++) publish();
  stopPrinting();
}
