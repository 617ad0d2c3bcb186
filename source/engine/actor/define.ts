import {DefinitionError} from '../base/errors.ts';
import {findUnknownKeys} from '../definition/known-keys.ts';
import type {ActorName, Checked, PipelineData, PipelineShape} from '../definition/types.ts';
import {findDefinitionFault} from '../definition/validate.ts';
import type {AlertRule, LogEntry, PipelineView} from '../definition/view.ts';
import type {Resume} from '../memory/resume.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Actor} from './actor.ts';
import type {ActorContext} from './context.ts';

/** The behaviour of a pipeline: its actors, and what proves its result. */
export interface Behaviour<D extends PipelineData, Resources> {
  /**
   * Makes what the actors of one thread share, such as Wasm instances. Called once per thread.
   * @param payload `RunOptions.payload`
   */
  readonly resources?: (payload: unknown, memory: SharedMemory) => Resources;
  /**
   * Prepares a run on the main thread, before its threads are started: finds what an earlier
   * process left, for example. Its result replaces options of the run.
   * @param payload `RunOptions.payload`
   * @throws {DefinitionError} with a sentence if the run cannot start
   */
  readonly prepare?: (payload: unknown) => Promise<{
    readonly payload?: unknown;
    readonly resume?: Resume;
  }>;
  /** Make the actors. Each is called on the actor's thread, at the start and after each crash. */
  readonly actors: {
    readonly [A in ActorName<D>]: (context: ActorContext<D, A, Resources>) => Actor;
  };
  /**
   * Whether the final numbers of a lane are right. The engine itself checks that every message sent
   * was received. Called on the main thread for each lane after all threads have exited.
   */
  readonly verify?: (view: PipelineView<D>) => boolean;
  /**
   * Writes the regions with which the lanes begin or continue. Called on the main thread at the
   * start, and when the pipeline has drained for another number of lanes. The engine continues the
   * states itself: with the sums of the drained lanes in the first lane, and with initial values in
   * the others.
   * @param drained the numbers of each lane so far; at the start, those of a single new lane
   * @param lanes the lanes that follow, whose regions are written
   */
  readonly dealLanes?: (
    drained: ReadonlyArray<PipelineView<D>>,
    lanes: ReadonlyArray<PipelineView<D>>,
  ) => void;
  /**
   * Returns the number of threads of a lane that is best for a shape, for runs that do not choose
   * one. @default the first grouping
   * @param cores cores that the process may use; a fraction under a quota
   */
  readonly chooseThreads?: (shape: Omit<PipelineShape, 'threads'>, cores: number) => number;
  /** The alerts of this pipeline, the most severe first. */
  readonly alerts?: ReadonlyArray<AlertRule<NoInfer<D>>>;
  /**
   * Creates a function that is called at each sample, and returns lines for the log. Called for
   * each lane, and again for each lane when their number has changed.
   * @param start the numbers from which the lane begins
   * @param lane index of the lane; `undefined` with a single one
   */
  readonly createObserver?: (
    start: PipelineView<D>,
    lane: number | undefined,
  ) => (view: PipelineView<D>) => readonly LogEntry[];
}

/** A complete definition, as `definePipeline` returns it. */
export interface Pipeline<D extends PipelineData, Resources = unknown> {
  readonly data: D;
  readonly behaviour: Behaviour<D, Resources>;
}

/** A pipeline whose names are not known to the compiler. The engine works with these. */
export type AnyPipeline = Pipeline<PipelineData>;

/** Marks definitions. Registered, so that two copies of this package recognize each other's. */
const brand = Symbol.for('shared-memory-pipeline');

/**
 * Defines a pipeline. A module with a pipeline exports the result as its default export: every
 * thread imports the module and makes its own actors.
 *
 * @param data the graph, the state, and what views show
 * @param behaviour the actors; the names of channels, fields and settings follow from `data`
 * @throws {DefinitionError} if the definition cannot run; the message is one sentence
 */
export function definePipeline<const D extends PipelineData, Resources = unknown>(
  data: Checked<D>,
  behaviour: Behaviour<D, Resources>,
): Pipeline<D, Resources> {
  const fault = findDefinitionFault(data) ?? findBehaviourFault(data, behaviour);
  if (fault !== undefined) throw new DefinitionError(`pipeline ${data.name}: ${fault}`);
  return Object.freeze({data, behaviour, [brand]: true});
}

const behaviourKeys: Readonly<Record<keyof Behaviour<PipelineData, unknown>, true>> = {
  prepare: true,
  resources: true,
  actors: true,
  verify: true,
  dealLanes: true,
  chooseThreads: true,
  alerts: true,
  createObserver: true,
};

function findBehaviourFault({actors, proof}: PipelineData, behaviour: object): string | undefined {
  const [unknown] = findUnknownKeys('its behaviour', behaviour, behaviourKeys);
  if (unknown !== undefined) return unknown;
  const {actors: creators = {}, verify} = behaviour as Partial<Behaviour<PipelineData, unknown>>;
  const missing = Object.keys(actors).find((name) => !Object.hasOwn(creators, name));
  if (missing !== undefined) return `its behaviour does not make actor ${missing}`;
  const isProven = proof === undefined || verify !== undefined;
  return isProven ? undefined : 'it states a proof, and its behaviour has no verify';
}

/** Whether a value is a definition that `definePipeline` returned. */
export function isPipeline(value: unknown): value is AnyPipeline {
  return typeof value === 'object' && value !== null && brand in value;
}
