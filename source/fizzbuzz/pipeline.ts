/** The FizzBuzz pipeline. Every thread imports this module. */
import {type AlertRule, definePipeline, type SharedMemory} from '../engine/index.ts';
import {Generator} from './actors/generator.ts';
import {Heartbeat} from './actors/heartbeat.ts';
import {Logger} from './actors/logger.ts';
import {Worker} from './actors/worker.ts';
import {data, type FizzBuzz} from './definition/definition.ts';
import {dealNumbers, isExactSoFar, talliesOfLane} from './definition/numbering.ts';
import {formatTallies} from './definition/tallies.ts';
import {chooseThreads} from './definition/threads.ts';
import {type CompiledKernels, instantiateKernels} from './kernels/kernels.ts';
import {createObserver} from './observer.ts';
import {lostKind} from './report.ts';

/** A channel with a mean fill above this share of its capacity is nearly full. */
const fullFill = 0.9;
/** The least delay that counts as late, even with a shorter beat period. */
const latenessMinMs = 5;

const alerts: ReadonlyArray<AlertRule<FizzBuzz>> = [
  {
    kind: lostKind,
    text: 'the counts do not match: messages were lost or repeated',
    isActive: ({to, isConsistent}) => isConsistent && !isExactSoFar(to),
  },
  {
    kind: 'skipped',
    text: 'the heartbeat was too late and skipped beats',
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
  verify: (lane) => {
    const {values, results} = lane.channels;
    const expected = formatTallies(talliesOfLane(lane));
    return values.received === results.sent && formatTallies(lane.states.logger) === expected;
  },
  dealLanes: dealNumbers,
  chooseThreads,
  alerts,
  createObserver,
});
