/** The FizzBuzz pipeline. Every thread imports this module. */
import {type AlertRule, definePipeline, type LogEntry, type SharedMemory} from '../engine/index.ts';
import {Generator} from './actors/generator.ts';
import {Heartbeat} from './actors/heartbeat.ts';
import {Logger} from './actors/logger.ts';
import {Worker} from './actors/worker.ts';
import {data, type FizzBuzz, type View} from './definition/definition.ts';
import {milestonesReached, readMilestones} from './definition/milestones.ts';
import {expectedTallies, formatTallies, talliesOf} from './definition/tallies.ts';
import {type CompiledKernels, instantiateKernels} from './kernels/kernels.ts';

/** A channel with a mean fill above this share of its capacity is nearly full. */
const fullFill = 0.9;
/** The least delay that counts as late, even with a shorter beat period. */
const latenessMinMs = 5;

const alerts: ReadonlyArray<AlertRule<FizzBuzz>> = [
  {
    kind: 'skipped',
    text: 'the heartbeat was late by over a second and skipped beats',
    isActive: ({from, to}) => to.states.heartbeat.skipped > from.states.heartbeat.skipped,
  },
  {
    kind: 'beats',
    text: 'beats pile up: they come faster than batches can be done',
    advice: 'press - or ,',
    isActive: ({to, meanFill}) => to.settings.beatPeriodMs > 0 && meanFill('beats') > fullFill,
  },
  {
    kind: 'late',
    text: 'half of the beats are late by more than their period',
    advice: 'press -',
    isActive: ({to, medianMs}) =>
      medianMs('lateness') > Math.max(to.settings.beatPeriodMs, latenessMinMs),
  },
  {
    kind: 'results',
    text: 'results are nearly full: the logger does not keep pace',
    isActive: ({meanFill}) => meanFill('results') > fullFill,
  },
];

export default definePipeline(data, {
  resources: (payload: unknown, {memory}: SharedMemory) =>
    instantiateKernels(payload as CompiledKernels, memory),
  actors: {
    heartbeat: (context) => new Heartbeat(context),
    generator: (context) => new Generator(context),
    worker: (context) => new Worker(context),
    logger: (context) => new Logger(context),
  },
  verify: ({channels, states}) => {
    const {values, results} = channels;
    const expected = formatTallies(expectedTallies(results.received));
    return values.received === results.sent && formatTallies(states.logger) === expected;
  },
  alerts,
  createObserver,
});

/** Logs milestones, and beats that were skipped. */
function createObserver(): (view: View) => readonly LogEntry[] {
  let milestones = 0;
  let skippedBeats = 0;
  return ({channels, states, region}) => {
    const entries: LogEntry[] = [];
    const reached = milestonesReached(channels.results.received);
    const passed = readMilestones(region('milestones'), milestones, reached);
    const missed = reached - milestones - passed.length;
    if (missed > 0) {
      const text = `${missed} milestones passed unseen: this thread was held up`;
      entries.push({level: 'warn', text});
    }
    for (const {total, ...counted} of passed) {
      const tallies = formatTallies(talliesOf(total, counted));
      entries.push({level: 'info', text: `Logger: ${total} messages processed (${tallies})`});
    }
    milestones = reached;
    const more = states.heartbeat.skipped - skippedBeats;
    if (more > 0) {
      const text = `Heartbeat: late by over a second, skipped ${more} beats`;
      entries.push({level: 'warn', text});
    }
    skippedBeats = states.heartbeat.skipped;
    return entries;
  };
}
