import type {Engine, RunOptions} from './run/api.ts';

/**
 * Starts a run of the pipeline that a module exports by default. The pipeline runs at once. It runs
 * until a condition of `options` or a call of `stop` stops it.
 * @param module a URL, or the path of a file
 * @throws {DefinitionError} when the module cannot be loaded or does not export a pipeline, or when
 *   an option does not fit the definition
 * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory; nothing is
 *   started
 */
export async function startPipeline(
  module: string | URL,
  options: RunOptions = {},
): Promise<Engine> {
  // Imported here, because the threads of a pipeline load this module too and start no run.
  const {startModule} = await import('./run/start.ts');
  return await startModule(module, options);
}
