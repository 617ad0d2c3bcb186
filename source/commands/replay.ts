import {refusal} from '../arguments.ts';
import {complain} from '../complain.ts';
import {isInteractive} from '../environment.ts';
import {replayKeys} from '../interfaces/keys.ts';
import {followLog} from '../interfaces/lines.ts';
import type {Look} from '../look.ts';
import {readReplayRequest} from '../recording/options.ts';
import {Player} from '../recording/player.ts';
import {Recording, RecordingError} from '../recording/recording.ts';
import {watchInPicture} from './watch.ts';

/**
 * The command `fizzbuzz-tui replay`: shows the monitor for a recording.
 * @param argv the arguments after `replay`
 * @returns an exit code
 * @throws {UsageError} on arguments that are not accepted, including a file that is not a recording
 */
export async function replay(argv: readonly string[]): Promise<number> {
  const request = readReplayRequest(argv, process.env);
  if (request.kind === 'print') {
    process.stdout.write(`${request.text.trim()}\n`);
    return 0;
  }
  const {path, plain, look} = request.options;
  const recording = openRecording(path);
  const {damagedLines} = recording;
  if (damagedLines > 0) complain(`damaged lines of ${path}, which are left out: ${damagedLines}`);
  const isPlain = plain || !isInteractive(process.stdin, process.stdout, process.env);
  const exitCode = isPlain ? printLog(recording) : await play(recording, look);
  await summarizeIfOver(recording, look);
  return exitCode;
}

function openRecording(path: string): Recording {
  try {
    return new Recording(path);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw refusal('replay', path, `a file written with --record, but that one ${error.message}`);
  }
}

async function play(recording: Recording, look: Look): Promise<number> {
  const player = new Player(recording);
  const exitCode = await watchInPicture(player, (leave) => replayKeys(player, leave), look);
  player.close();
  return exitCode;
}

/** Prints every log line of the recording, without delays. */
function printLog(recording: Recording): number {
  let place = 0;
  let tell = () => {};
  const source = {
    getSnapshot: () => recording.snapshotAt(place),
    subscribe(listener: () => void) {
      tell = listener;
      return () => {};
    },
  };
  const stopFollowing = followLog(source, (text) => process.stderr.write(text));
  for (; place < recording.moments.length - 1; place++) tell();
  stopFollowing();
  return 0;
}

/** Prints the summary if the recording contains the end of its run. */
async function summarizeIfOver(recording: Recording, look: Look): Promise<void> {
  const last = recording.snapshotAt(recording.moments.length - 1);
  recording.close();
  if (last.stop === null) {
    complain('the recording ends before its run did');
    return;
  }
  const {summarize} = await import('../report/summary.tsx');
  process.stdout.write(summarize(last, look.symbols));
}
