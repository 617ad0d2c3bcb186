/** FizzBuzz in parts that are processes of their own, on one machine or many. */
import {
  claimLane,
  claimSource,
  type EdgeAddress,
  readEdge,
  type SourceRequest,
} from '../bridge/index.ts';
import type {Engine, PipelineView, RunOptions, ShapeChoice} from '../engine/index.ts';
import {startRun} from '../engine/start.ts';
import type {Mode} from '../fizzbuzz/definition/definition.ts';
import {formatTallies} from '../fizzbuzz/definition/tallies.ts';
import type {KernelWidth} from '../fizzbuzz/kernels/kernels.ts';
import {messageBytes} from '../fizzbuzz/kernels/limits.ts';
import {selectKernels} from '../fizzbuzz/kernels/select.ts';
import {createMilestoneObserver} from '../fizzbuzz/observer.ts';
import type {WorkerPart} from './definition/worker.ts';
import type {PartPayload} from './resources.ts';
import sourcePart from './source-part.ts';
import {checkWhole, expectedOfLane, type WholeProof} from './whole.ts';
import workerPart from './worker-part.ts';

export type {WholeProof} from './whole.ts';

/** The options of both parts. */
export interface PartOptions
  extends ShapeChoice,
    Pick<RunOptions, 'chaosMeanSeconds' | 'durationSeconds' | 'logLevel' | 'stopDeadlineMs'> {
  readonly address: EdgeAddress;
  readonly kernels: KernelWidth | 'auto';
}

/** The options of the source. */
export interface SourceOptions extends Omit<PartOptions, 'lanes'> {
  readonly beatPeriodMs: number;
  readonly beats: number;
  /** How the edge is made. */
  readonly edge: Pick<SourceRequest, 'lanes' | 'isFresh' | 'storage' | 'blockMessages'>;
}

/** The options of a worker. */
export interface WorkerOptions extends Omit<PartOptions, 'lanes'> {
  readonly mode: Mode;
  /** Is called once with a sentence if there is no source yet. */
  readonly onWait: (text: string) => void;
}

/**
 * Starts the source. It continues where an earlier process was.
 * @throws {FatalError} with a sentence if the broker or the edge cannot be used
 */
export async function startSource(options: SourceOptions): Promise<Engine> {
  const {address, edge, kernels, beatPeriodMs, beats, ...common} = options;
  const compiled = selectKernels(kernels);
  const claimed = await claimSource({...address, ...edge, messageBytes});
  const {messages = 0, numbers = {}} = claimed.record ?? {};
  const {beats: taken = 0, remaining = 0} = numbers;
  const payload: PartPayload = {compiled, edge: claimed.options};
  return startRun(sourcePart, new URL('./source-part.js', import.meta.url), {
    ...common,
    settings: {beatPeriodMs, beatsTarget: beats},
    payload,
    kernels: compiled.width,
    resume: {
      channels: {values: messages, beats: taken},
      states: {generator: {remaining, beats: taken}},
    },
  });
}

/**
 * Starts a worker on a lane that has none. It continues where an earlier process was.
 * @throws {FatalError} with a sentence if the broker or the edge cannot be used
 */
export async function startWorker(options: WorkerOptions): Promise<Engine> {
  const {address, kernels, mode, onWait, ...common} = options;
  const compiled = selectKernels(kernels);
  const claimed = await claimLane(address, onWait);
  const {messages = 0, numbers = {}} = claimed.record ?? {};
  const payload: PartPayload = {compiled, edge: claimed.options};
  const {lane} = claimed.options;
  const verify = (view: PipelineView<WorkerPart>) => {
    const {states, channels} = view;
    if (workerPart.behaviour.verify?.(view) !== true) return false;
    const expected = expectedOfLane(lane, channels.results.received, claimed.options);
    return formatTallies(states.logger) === formatTallies(expected);
  };
  const createObserver = ({channels}: PipelineView<WorkerPart>) =>
    createMilestoneObserver(`Logger of lane ${lane}`, channels.results.received);
  const pipeline = {...workerPart, behaviour: {...workerPart.behaviour, verify, createObserver}};
  return startRun(pipeline, new URL('./worker-part.js', import.meta.url), {
    ...common,
    settings: {mode},
    payload,
    kernels: compiled.width,
    resume: {channels: {values: messages, results: messages}, states: {logger: numbers}},
  });
}

/**
 * Checks all parts together by their records at the broker.
 * @throws {FatalError} if the broker is away
 */
export async function readWhole(address: EdgeAddress): Promise<WholeProof> {
  return checkWhole(await readEdge(address));
}
