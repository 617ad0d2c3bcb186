import {pathToFileURL} from 'node:url';
import {type AnyPipeline, isPipeline, type Pipeline} from '../actor/define.ts';
import {monotonicMs, SystemClock} from '../base/clock.ts';
import {DefinitionError, errorMessage} from '../base/errors.ts';
import {readProcessorShare} from '../base/processor-share.ts';
import {RunningClock} from '../base/running-clock.ts';
import type {PipelineData, PipelineShape} from '../definition/types.ts';
import {findCycle, findShapeFault} from '../definition/validate.ts';
import {resume} from '../memory/resume.ts';
import {Sampler} from '../telemetry/sampler.ts';
import type {Engine, RunOptions} from './api.ts';
import {Deployment} from './deployment.ts';
import {describeMachine} from './machine.ts';
import {Run} from './run.ts';
import {completeShape} from './shape.ts';

/**
 * Starts a run of the pipeline that a module exports by default. See `startPipeline`.
 * @throws as `startPipeline` does
 */
export async function startModule(module: string | URL, options: RunOptions): Promise<Engine> {
  const url = module instanceof URL ? module : pathToFileURL(module);
  const pipeline = await importPipeline(url);
  const prepared = await pipeline.behaviour.prepare?.(options.payload);
  return startRun(pipeline, url, {...options, ...prepared});
}

async function importPipeline(url: URL): Promise<AnyPipeline> {
  let exported: {readonly default?: unknown};
  try {
    exported = (await import(url.href)) as typeof exported;
  } catch (error) {
    if (error instanceof DefinitionError) throw error;
    const [reason] = errorMessage(error).split('\n');
    throw new DefinitionError(`${url.pathname} cannot be loaded: ${reason}`);
  }
  if (isPipeline(exported.default)) return exported.default;
  throw new DefinitionError(`${url.pathname} does not export a pipeline by default`);
}

/**
 * Starts a run of a definition that the caller has imported.
 * @param url URL of the module that exports `pipeline` by default; every thread imports it
 * @throws as `startPipeline` does
 */
export function startRun<D extends PipelineData, Resources>(
  pipeline: Pipeline<D, Resources>,
  url: URL,
  options: RunOptions = {},
): Engine {
  const definition = pipeline as unknown as AnyPipeline;
  const share = readProcessorShare();
  const shape = readShape(definition, options, share.cores);
  const epochMs = monotonicMs();
  const common = {pipelineUrl: url.href, payload: options.payload, epochMs};
  const deployment = new Deployment({pipeline: definition, common}, shape);
  applySettings(deployment, options.settings ?? {});
  const {memory, plan, graph} = deployment.parts;
  resume(memory, plan, graph, options.resume ?? {});
  const runningClock = new RunningClock();
  const sampler = new Sampler(
    definition,
    deployment.parts,
    new SystemClock(epochMs),
    shape,
    describeMachine(options.kernels ?? '', share.cores),
    options.logLevel ?? 'info',
    runningClock,
    share.readThrottling,
  );
  if (shape.lanes > share.cores) {
    sampler.log('warn', `${shape.lanes} lanes take turns on ${share.cores} cores`);
  }
  const cycle = findCycle(definition.data);
  if (cycle.length > 0) {
    sampler.log('warn', `Channels ${cycle.join(', ')} form a cycle: it stops when all are full`);
  }
  return new Run(definition, deployment, sampler, options, runningClock);
}

function readShape(pipeline: AnyPipeline, options: RunOptions, cores: number): PipelineShape {
  const shape = completeShape(pipeline, options, cores);
  const fault = findShapeFault(pipeline.data, shape);
  if (fault === undefined) return shape;
  throw new DefinitionError(fault);
}

function applySettings({parts}: Deployment, settings: NonNullable<RunOptions['settings']>): void {
  const known = parts.graph.data.settings ?? {};
  for (const [name, value] of Object.entries(settings)) {
    if (!(name in known)) {
      const names = Object.keys(known).join(', ') || 'none';
      throw new DefinitionError(`setting ${name} is not known; there are: ${names}`);
    }
    try {
      parts.control.set(name, value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new DefinitionError(`setting ${name} was given ${value}; it takes ${error.message}`);
    }
  }
}
