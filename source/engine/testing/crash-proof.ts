/**
 * The proof that a pipeline survives crashes: whatever store a thread dies at, its successor
 * continues with nothing lost, repeated or out of order.
 *
 * Everything runs on the calling thread, so each run is exactly repeatable.
 */
import type {AnyPipeline, Pipeline} from '../actor/define.ts';
import type {PipelineData} from '../definition/types.ts';
import type {PipelineView} from '../definition/view.ts';
import {createScheduler} from '../runtime/host.ts';
import type {Scheduler} from '../runtime/scheduler.ts';
import {createManualPipeline, type ManualOptions} from './manual-pipeline.ts';
import {onStoreBudget, SimulatedCrash, StoreBudget, withStoreBudget} from './store-budget.ts';

/** Time between two rounds, so that deadlines pass. */
const roundMs = 31;
const roundsMax = 100_000;
/** Runs from which a proof takes the number of stores of a thread. */
const runsWithoutCrash = 3;

/** The options of a run with crashes. */
export interface CrashOptions<D extends PipelineData, Resources> extends ManualOptions {
  /**
   * Replaces the resources of the thread that crashes by ones that spend stores, such as a kernel
   * that can stop after each word. `spend` counts one store.
   */
  readonly wrapResources?: (resources: Resources, spend: () => void) => Resources;
  /**
   * Checks the pipeline after each run. The proof itself checks counts and `verify`.
   * @param view the sums over the lanes
   */
  readonly check?: (view: PipelineView<D>, lanes: ReadonlyArray<PipelineView<D>>) => void;
}

/** A run whose thread `victim` crashes after each of the numbers of stores in `lives`. */
export interface CrashPlan {
  /** Index of the thread in the grouping. */
  readonly victim: number;
  readonly lives: readonly number[];
}

/** What a run with crashes has done. */
export interface CrashRun {
  /** The number of crashes: fewer than planned if the run ended before. */
  readonly crashes: number;
  /** Stores of the thread's last life. */
  readonly stores: number;
}

/**
 * Runs a pipeline to its end on this thread, with crashes. The definition must end by itself, by
 * its settings.
 * @throws {Error} if the result is not verified, or the pipeline does not end
 */
export async function runWithCrashes<D extends PipelineData, Resources>(
  pipeline: Pipeline<D, Resources>,
  options: CrashOptions<D, Resources>,
  {victim, lives}: CrashPlan,
): Promise<CrashRun> {
  const manual = createManualPipeline(pipeline, options);
  const endless = new StoreBudget(Number.POSITIVE_INFINITY);
  let crashes = 0;
  let budget = new StoreBudget(lives[0] ?? Number.POSITIVE_INFINITY);
  const open = (thread: number): Scheduler => {
    const own = thread === victim ? budget : endless;
    const {wrapResources = (resources) => resources} = options;
    const resources = wrapResources(manual.resources, () => own.spend());
    const parts = {...manual, memory: onStoreBudget(manual.memory, own), resources};
    return createScheduler(pipeline as unknown as AnyPipeline, parts, thread);
  };
  const threads: (Scheduler | undefined)[] = manual.graph.threads.map(() => undefined);
  for (let round = 0; !threads.every((scheduler) => scheduler?.isDone); round++) {
    if (round > roundsMax) throw new Error('the pipeline does not come to its end');
    manual.clock.nowMs += roundMs;
    let worked = false;
    for (const thread of threads.keys()) {
      try {
        withStoreBudget(thread === victim ? budget : endless, () => {
          threads[thread] ??= open(thread);
          worked = threads[thread].runOnce() || worked;
        });
      } catch (error) {
        if (!(error instanceof SimulatedCrash)) throw error;
        worked = true;
        crashes++;
        budget = new StoreBudget(lives[crashes] ?? Number.POSITIVE_INFINITY);
        threads[thread] = undefined;
      }
    }
    // Nothing moves: an operation outside the pipeline is under way.
    if (!worked) await new Promise(setImmediate);
  }
  const lanes = manual.laneViews();
  for (const lane of lanes) checkResult(pipeline, lane);
  options.check?.(manual.view(), lanes);
  return {crashes, stores: budget.spent};
}

function checkResult<D extends PipelineData, Resources>(
  {behaviour}: Pipeline<D, Resources>,
  view: PipelineView<D>,
): void {
  for (const [channel, {sent, received}] of Object.entries<{sent: number; received: number}>(
    view.channels,
  )) {
    if (sent !== received) throw new Error(`${channel}: ${sent} sent, ${received} received`);
  }
  const isRight = behaviour.verify === undefined || behaviour.verify(view) === true;
  if (!isRight) throw new Error('the result is not verified');
}

/** The extent of a proof. */
export interface CrashProof {
  /** Stores of each thread at which it crashed, one run for each. */
  readonly stores: readonly number[];
}

/**
 * Runs a pipeline once for each store of each of its threads, and crashes the thread at that store.
 * @throws {Error} if a run loses, repeats or reorders anything; the message names thread and store
 */
export async function proveCrashSafety<D extends PipelineData, Resources>(
  pipeline: Pipeline<D, Resources>,
  options: CrashOptions<D, Resources> = {},
): Promise<CrashProof> {
  const {threads} = createManualPipeline(pipeline, options).graph;
  const stores: number[] = [];
  for (const [victim, actors] of threads.entries()) {
    let store = 0;
    try {
      // An actor that waits for the outside makes a different number of stores in each run.
      let storesMax = 0;
      for (let run = 0; run < runsWithoutCrash; run++) {
        const {stores} = await runWithCrashes(pipeline, options, {victim, lives: []});
        storesMax = Math.max(storesMax, stores);
      }
      for (; store < storesMax; store++) {
        const run = await runWithCrashes(pipeline, options, {victim, lives: [store]});
        if (run.crashes === 0) storesMax = Math.max(storesMax, run.stores);
      }
    } catch (cause) {
      throw new Error(`the thread of ${actors.join(' and ')}, crashed at store ${store}`, {cause});
    }
    stores.push(store);
  }
  return {stores};
}
