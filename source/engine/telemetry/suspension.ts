import {channelOf, type Graph, lookUp} from '../definition/graph.ts';
import type {Reading} from './reading.ts';
import {sum} from './statistics.ts';

/**
 * The longest usual gap between samples. They come ten times per second; a busy machine delays
 * them.
 */
const gapUsualMs = 1_100;
/** Without a schedule, all threads together use more than this share of one core. */
const workingShare = 0.25;

/**
 * Whether the whole process was stopped between two readings (Ctrl-Z, a sleeping machine). A delay
 * of only the thread that takes the readings does not count. Pure.
 *
 * A sender of beats on a schedule skips beats after a stop. Without a schedule, the threads would
 * have worked during a mere delay.
 * @param periodMs milliseconds between beats; 0 without a schedule
 */
export function wasProcessSuspended(
  graph: Graph,
  periodMs: number,
  from: Reading,
  to: Reading,
): boolean {
  const gapMs = to.atMs - from.atMs;
  if (gapMs <= gapUsualMs) return false;
  const {beat} = graph.data;
  if (beat !== undefined && periodMs > 0) {
    const sender = channelOf(graph, beat.channel).from;
    const skipped = ({states}: Reading) => Number(lookUp(states, sender)[beat.skipped]);
    return skipped(to) > skipped(from);
  }
  return sum(to.threadsCpuMs) - sum(from.threadsCpuMs) < gapMs * workingShare;
}
