import type {LogEntry} from '../engine/index.ts';
import type {View} from './definition/definition.ts';
import {milestonesSingle} from './definition/limits.ts';
import {milestonesReached, readMilestones} from './definition/milestones.ts';
import {formatTallies, talliesOf} from './definition/tallies.ts';

/**
 * Creates the observer of a lane, which logs milestones. The first lane also logs its first
 * messages, and beats that were skipped.
 * @param lane index of the lane; `undefined` with a single one
 */
export function createObserver(
  start: View,
  lane: number | undefined,
): (view: View) => readonly LogEntry[] {
  const isFirst = (lane ?? 0) === 0;
  const logger = lane === undefined ? 'Logger' : `Logger-${lane}`;
  const observe = createMilestoneObserver(logger, start.channels.results.received, isFirst);
  let skippedBeats = start.states.heartbeat.skipped;
  return (view) => {
    const entries = [...observe(view)];
    const {skipped} = view.states.heartbeat;
    const more = skipped - skippedBeats;
    skippedBeats = skipped;
    if (more > 0 && isFirst) {
      const beats = `${more} ${more === 1 ? 'beat' : 'beats'}`;
      const text = `Heartbeat: too late, skipped ${beats}`;
      entries.push({level: 'warn', text});
    }
    return entries;
  };
}

/** The part of a view that has milestones. */
interface MilestoneView {
  readonly channels: {readonly results: {readonly received: number}};
  region(name: 'milestones'): Float64Array;
}

/**
 * Creates an observer that logs milestones.
 * @param logger the name of the logger in the log
 * @param received messages that were received before
 * @param hasFirst whether the first messages are logged too
 */
export function createMilestoneObserver(
  logger: string,
  received: number,
  hasFirst = true,
): (view: MilestoneView) => readonly LogEntry[] {
  let milestones = milestonesReached(received);
  return ({channels, region}) => {
    const entries: LogEntry[] = [];
    const reached = milestonesReached(channels.results.received);
    const passed = readMilestones(region('milestones'), milestones, reached);
    const missed = reached - milestones - passed.length;
    if (missed > 0) {
      const unseen = `${missed} ${missed === 1 ? 'milestone' : 'milestones'}`;
      const text = `${unseen} passed unseen: this thread was held up`;
      entries.push({level: 'warn', text});
    }
    for (const {total, ...counted} of passed) {
      if (!hasFirst && total <= milestonesSingle) continue;
      const tallies = formatTallies(talliesOf(total, counted));
      entries.push({level: 'info', text: `${logger}: ${total} messages processed (${tallies})`});
    }
    milestones = reached;
    return entries;
  };
}
