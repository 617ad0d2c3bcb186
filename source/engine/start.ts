/**
 * The start of a run by a caller that has imported the pipeline. It is apart from `index.ts`, which
 * every thread loads: threads need neither the supervisor nor the sampler.
 */
export {startRun} from './run/start.ts';
