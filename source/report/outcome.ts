/** Formats the end of a run in lines and in words. Every exit of the program prints these texts. */
import {formatTallies, type Snapshot} from '../engine/index.ts';
import {waitInWords} from '../format/wait.ts';

/**
 * Returns the three lines that begin the summary of every run. Their numbers have no separators, so
 * that other programs can parse them.
 */
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

/** Returns the outcome of the run in words. */
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
