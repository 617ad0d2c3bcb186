/** Formats the end of a run in lines and in words. Every exit of the program prints these texts. */
import type {ActorReport, Snapshot} from '../engine/index.ts';
import {closingLines, isFizzBuzz} from '../fizzbuzz/report.ts';
import {describeEdgeFault} from '../format/edge.ts';
import {formatWait} from '../format/wait.ts';

/**
 * Returns the lines that begin the summary of every run: FizzBuzz's three, or one per actor. Their
 * numbers have no separators, so that other programs can parse them.
 */
export function shutdownLines(snapshot: Snapshot): string {
  if (isFizzBuzz(snapshot)) return closingLines(snapshot);
  return snapshot.actors.map((actor) => `${formatActorCounts(actor, snapshot)}\n`).join('');
}

function formatActorCounts({name}: ActorReport, {channels}: Snapshot): string {
  const counts = channels.flatMap((channel) => [
    ...(channel.to === name ? [`${channel.name} received: ${channel.total}`] : []),
    ...(channel.from === name ? [`${channel.name} sent: ${channel.sent}`] : []),
  ]);
  const head = `${name.charAt(0).toUpperCase()}${name.slice(1)} shutting down.`;
  return [head, counts.join(', ')].join(' ').trimEnd();
}

/** Returns the outcome of the run in words. */
export function outcome(snapshot: Snapshot): string {
  const {stop, elapsedSeconds, pipeline} = snapshot;
  if (stop === null) return 'Still running.';
  const proof = stop.verified
    ? `verified${pipeline.proof === '' ? '' : `:\n${pipeline.proof}`}`
    : stop.clean
      ? `NOT VERIFIED: the counts do not agree${stop.mismatch ? ` (${stop.mismatch})` : ''}`
      : 'NOT VERIFIED';
  const clean = stop.clean ? 'clean' : 'UNCLEAN';
  const head = `Stopped by ${stop.by} after ${elapsedSeconds.toFixed(2)} s, ${clean}; ${proof}.`;
  const fault = stop.fault === null ? [] : [`Fault: ${stop.fault}.`];
  const holdouts = stop.holdouts.map(({actor, waitingFor}) => {
    const wait =
      waitingFor === null
        ? 'was at work, or had no thread'
        : `waited for ${formatWait(snapshot, actor, waitingFor)}`;
    return `The ${actor} had not agreed to the stop: it ${wait}.`;
  });
  // What is wrong with an edge is why its actor could not end.
  const edges = stop.clean
    ? []
    : snapshot.edges.flatMap((edge) => {
        const edgeFault = describeEdgeFault(edge);
        return edgeFault === undefined ? [] : [`The ${edge.name} is the cause: ${edgeFault}.`];
      });
  return [head, ...fault, ...holdouts, ...edges].join('\n');
}
