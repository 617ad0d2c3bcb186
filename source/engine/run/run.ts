import type {AnyPipeline} from '../actor/define.ts';
import {AddressSpaceError, OutOfMemoryError} from '../base/errors.ts';
import {readProcessorShare} from '../base/processor-share.ts';
import type {RunningClock} from '../base/running-clock.ts';
import {type Lane, lookUp, threadOf} from '../definition/graph.ts';
import {isHidden} from '../definition/settings.ts';
import type {PipelineShape, ShapeChoice} from '../definition/types.ts';
import {findShapeFault} from '../definition/validate.ts';
import type {Control} from '../memory/control.ts';
import {encodeSetting} from '../memory/setting.ts';
import type {Snapshot} from '../snapshot/types.ts';
import type {LogLevel} from '../snapshot/vocabulary.ts';
import type {Sampler} from '../telemetry/sampler.ts';
import type {Engine, RunOptions} from './api.ts';
import type {Deployment} from './deployment.ts';
import {LifeCycle} from './life-cycle.ts';
import {changeShape} from './shape.ts';

/** A run: the commands of its handle. Its life cycle is the state machine behind them. */
export class Run implements Engine {
  readonly pipeline: AnyPipeline;
  readonly #deployment: Deployment;
  readonly #sampler: Sampler;
  readonly #lifeCycle: LifeCycle;
  /** Crashes by the defined name of an actor of several lanes. */
  #crashes = -1;

  /** Starts the threads. */
  constructor(
    pipeline: AnyPipeline,
    deployment: Deployment,
    sampler: Sampler,
    options: RunOptions,
    clock: RunningClock,
  ) {
    this.pipeline = pipeline;
    this.#deployment = deployment;
    this.#sampler = sampler;
    this.#lifeCycle = new LifeCycle(pipeline, deployment, sampler, options, clock);
  }

  get finished(): Promise<Snapshot> {
    return this.#lifeCycle.finished;
  }

  getSnapshot(): Snapshot {
    return this.#lifeCycle.publisher.getSnapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#lifeCycle.publisher.subscribe(listener);
  }

  get isPaused(): boolean {
    return this.#control.isPaused;
  }

  get shape(): PipelineShape {
    return this.#deployment.targetShape;
  }

  set(name: string, value: number | string): void {
    const setting = lookUp(this.pipeline.data.settings ?? {}, name);
    encodeSetting(setting, value);
    if (value === this.#control.get(name) || !this.#lifeCycle.canChange) return;
    if (isHidden(setting)) {
      this.#control.set(name, value);
      return;
    }
    this.#sampler.changeSettings({[name]: value});
    this.#control.set(name, value);
    this.#lifeCycle.publisher.publish();
  }

  setPaused(paused: boolean): void {
    this.#lifeCycle.setPaused(paused);
  }

  reshape(change: ShapeChoice): void {
    const {cores} = readProcessorShare();
    const shape = changeShape(this.pipeline, this.shape, change, cores);
    const fault = findShapeFault(this.pipeline.data, shape);
    if (fault !== undefined) throw new RangeError(fault);
    if (!this.#lifeCycle.canChange) return;
    try {
      this.#deployment.prepare(shape);
    } catch (error) {
      const isRefused = error instanceof OutOfMemoryError || error instanceof AddressSpaceError;
      if (!isRefused) throw error;
      this.#sampler.log('warn', `No ${formatMemory(shape)}: ${error.message}`);
    }
    this.#lifeCycle.drainIfOutdated();
    this.#lifeCycle.publisher.publish();
  }

  crash(actor: string): void {
    this.#deployment.crash(threadOf(this.#deployment.parts.graph, this.#findActor(actor)));
  }

  /** Returns an actor's name in the graph. By its defined name, the lanes take turns. */
  #findActor(actor: string): string {
    const {lanes, definedNames} = this.#deployment.parts.graph;
    if (actor in definedNames) return actor;
    this.#crashes++;
    const lane = lanes[this.#crashes % lanes.length] as Lane;
    return lookUp(lane.actors, actor);
  }

  log(level: LogLevel, text: string): void {
    this.#sampler.log(level, text);
    if (!this.#lifeCycle.isOver) this.#lifeCycle.publisher.publish();
  }

  stop(by: string): void {
    this.#lifeCycle.stop(by);
  }

  get #control(): Control {
    return this.#deployment.parts.control;
  }
}

/** Formats what of a shape needs memory. */
function formatMemory({capacityMessages, lanes}: PipelineShape): string {
  const size = `capacity of ${capacityMessages}`;
  return lanes > 1 ? `${size} in ${lanes} lanes` : size;
}
