/** How a run ended, in lines and in words: what every way out says, whatever else it prints. */
import {formatTallies, type Snapshot} from '../engine/index.ts';
import {waitInWords} from '../format/wait.ts';

/** The three lines that open the summary of every run; numbers without separators, for other programs to read. */
export function shutdownLines(snapshot: Snapshot): string {
  const {messages, tallies, heartbeats} = snapshot;
  const {generated, processed, logged} = messages;
  return [
    `Generator shutting down. Total generated: ${generated}`,
    `Worker shutting down. Heartbeats: ${heartbeats}, Values: ${processed}, Messages: ${processed}`,
    `Logger shutting down. Total: ${logged} (${formatTallies(tallies)})`,
    '',
  ].join('\n');
}

/** How the run ended, in words. */
export function outcome(snapshot: Snapshot): string {
  const {stop, elapsedSeconds} = snapshot;
  if (stop === null) return 'Still running.';
  const proof = stop.verified
    ? 'verified:\ngenerated = processed = logged, and the tallies are exact'
    : stop.clean
      ? 'NOT VERIFIED: the counts do not agree'
      : 'NOT VERIFIED';
  const head = `Stopped by ${stop.by} after ${elapsedSeconds.toFixed(2)} s, ${stop.clean ? 'clean' : 'UNCLEAN'}; ${proof}.`;
  const fault = stop.fault === null ? [] : [`Fault: ${stop.fault}.`];
  const holdouts = stop.holdouts.map(({actor, waitingFor}) => {
    const wait =
      waitingFor === null
        ? 'was at work, or had no thread'
        : `waited for ${waitInWords(actor, waitingFor)}`;
    return `The ${actor} had not agreed to the stop: it ${wait}.`;
  });
  return [head, ...fault, ...holdouts].join('\n');
}
