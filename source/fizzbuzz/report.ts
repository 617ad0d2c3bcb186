/** FizzBuzz's own forms of a Snapshot: its closing lines, and the fields of its JSON. */
import type {SegmentReport, Snapshot} from '../engine/index.ts';
import {formatTallies} from './definition/tallies.ts';

/** Whether a Snapshot is of the FizzBuzz pipeline. Those from outside can be of any pipeline. */
export function isFizzBuzz({pipeline, channels}: Snapshot): boolean {
  const names = channels.map(({name}) => name);
  return (
    pipeline.name === 'fizzbuzz' &&
    ['values', 'results', 'beats'].every((name) => names.includes(name))
  );
}

/** The kind of the alert that is raised when the counts do not match. */
export const lostKind = 'lost';

/** Whether a run of FizzBuzz has been checked all along, and no message was lost or repeated. */
export function losesNothing(snapshot: Snapshot): boolean {
  return isFizzBuzz(snapshot) && !snapshot.alerts.some(({kind}) => kind === lostKind);
}

/**
 * Returns the three lines that begin the summary of every FizzBuzz run. Their numbers have no
 * separators, so that other programs can parse them.
 */
export function closingLines(snapshot: Snapshot): string {
  const {messages, tallies, heartbeats} = toFizzBuzzFields(snapshot);
  const {generated, processed, logged} = messages;
  return [
    `Generator shutting down. Total generated: ${generated}`,
    `Worker shutting down. Heartbeats: ${heartbeats}, Values: ${processed}, Messages: ${processed}`,
    `Logger shutting down. Total: ${logged} (${formatTallies(tallies)})`,
    '',
  ].join('\n');
}

/** Returns the fields that readers of FizzBuzz's JSON know and that a Snapshot does not have. */
export function toFizzBuzzFields({settings, channels, counters, segments}: Snapshot) {
  const channel = (name: string) => channels.find((candidate) => candidate.name === name);
  const count = (name: string) => counters.find((counter) => counter.name === name)?.count ?? 0;
  return {
    mode: settings.mode,
    batchMessages: settings.batchMessages,
    messages: {
      generated: channel('values')?.sent ?? 0,
      processed: channel('results')?.sent ?? 0,
      logged: channel('results')?.total ?? 0,
    },
    tallies: {
      fizz: count('fizz'),
      buzz: count('buzz'),
      fizzbuzz: count('fizzbuzz'),
      value: count('value'),
    },
    heartbeats: channel('beats')?.total ?? 0,
    segments: segments.map(toFlatSegment),
  };
}

function toFlatSegment(segment: SegmentReport) {
  const {capacityMessages, batchMessages, mode, beatPeriodMs: periodMs} = segment.settings;
  return {capacityMessages, batchMessages, mode, periodMs, ...segment};
}

/** Formats a Snapshot as one line of JSON for other programs, without its line break. */
export function toWire(snapshot: Snapshot): string {
  const fields = isFizzBuzz(snapshot) ? toFizzBuzzFields(snapshot) : {};
  return JSON.stringify({...snapshot, ...fields});
}
