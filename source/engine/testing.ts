/**
 * The testing kit: actors stepped by hand with a fake clock, a crash at every store, and every
 * interleaving of atomic operations.
 */

export {
  type CrashOptions,
  type CrashPlan,
  type CrashProof,
  type CrashRun,
  proveCrashSafety,
  runWithCrashes,
} from './testing/crash-proof.ts';
export {FakeClock} from './testing/fake-clock.ts';
export {SimulatedThread} from './testing/interleaver.ts';
export {
  createManualPipeline,
  type ManualOptions,
  type ManualPipeline,
} from './testing/manual-pipeline.ts';
export {SimulatedCrash, StoreBudget, withStoreBudget} from './testing/store-budget.ts';
