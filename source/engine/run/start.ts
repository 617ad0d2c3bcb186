import {pathToFileURL} from 'node:url';
import {type AnyPipeline, isPipeline, type Pipeline} from '../actor/define.ts';
import {monotonicMs, SystemClock} from '../base/clock.ts';
import {DefinitionError, errorMessage} from '../base/errors.ts';
import {capacityDefaultMessages} from '../base/limits.ts';
import type {PipelineData} from '../definition/types.ts';
import {findCycle, findSizeFault} from '../definition/validate.ts';
import {Sampler} from '../telemetry/sampler.ts';
import type {Engine, RunOptions} from './api.ts';
import {Deployment} from './deployment.ts';
import {describeMachine} from './machine.ts';
import {Run} from './run.ts';

/**
 * Starts a run of the pipeline that a module exports by default. See `startPipeline`.
 * @throws as `startPipeline` does
 */
export async function startModule(module: string | URL, options: RunOptions): Promise<Engine> {
  const url = module instanceof URL ? module : pathToFileURL(module);
  return startRun(await importPipeline(url), url, options);
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
  const size = readSize(definition, options);
  checkThreads(definition, options.threads);
  const epochMs = monotonicMs();
  const common = {pipelineUrl: url.href, payload: options.payload, epochMs};
  const deployment = new Deployment({pipeline: definition, threads: options.threads, common}, size);
  applySettings(deployment, options.settings ?? {});
  const sampler = new Sampler(
    definition,
    deployment.parts,
    new SystemClock(epochMs),
    size,
    describeMachine(options.kernels ?? ''),
    options.logLevel ?? 'info',
  );
  const cycle = findCycle(definition.data);
  if (cycle.length > 0) {
    sampler.log('warn', `Channels ${cycle.join(', ')} form a cycle: it stops when all are full`);
  }
  return new Run(definition, deployment, sampler, options);
}

function readSize({data}: AnyPipeline, options: RunOptions) {
  const capacityMessages =
    options.capacityMessages ?? data.size?.capacityMessages ?? capacityDefaultMessages;
  const isDefault = capacityMessages === data.size?.capacityMessages;
  const half = capacityMessages / 2;
  const batchMessages = options.batchMessages ?? (isDefault ? data.size?.batchMessages : half);
  const size = {capacityMessages, batchMessages: batchMessages ?? half};
  const fault = findSizeFault(size);
  if (fault === undefined) return size;
  throw new DefinitionError(fault);
}

function checkThreads({data}: AnyPipeline, threads: number | undefined): void {
  const counts = data.threads.map(({length}) => length);
  if (threads === undefined || counts.includes(threads)) return;
  throw new DefinitionError(
    `pipeline ${data.name} has no grouping on ${threads} threads; it has ${counts.join(', ')}`,
  );
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
