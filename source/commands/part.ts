/** FizzBuzz in parts: the source or one of its workers, whose values travel over a broker. */
import {FatalError, limits, readProcessorShare} from '../engine/index.ts';
import {fizzBuzzLimits, KernelsUnavailableError} from '../fizzbuzz/index.ts';
import {type PartOptions, readWhole, startSource, startWorker} from '../parts/index.ts';
import {toBatch} from './batch.ts';
import type {RunValues} from './fizzbuzz-run-flags.ts';
import {UsageError} from './parsers.ts';
import {exitFailed, printError} from './process.ts';
import {type RunCommand, runEngine} from './run-engine.ts';
import {toRunOptions} from './run-flags.ts';

const {beatsDefault} = fizzBuzzLimits;
const {capacityDefaultMessages} = limits;
const blockMaxMessages = 65_536;

/**
 * Runs a part until it stops, and reports the result. The last worker of an edge reports on the
 * whole too.
 * @returns an exit code
 * @throws {UsageError} if flags contradict the role
 */
export async function runPart(values: RunValues): Promise<number> {
  const options = toPartOptions(values, process.env);
  if (values.role === 'source') return await runEngine(sourceCommand(values, options), values);
  rejectSourceFlags(values);
  const {mode} = values;
  const code = await runEngine(
    {
      start: () => startWorker({...options, mode, onWait: printError}),
      capacityMessages: options.capacityMessages,
      isForReaders: false,
      describeError,
    },
    values,
  );
  return code === exitFailed ? code : Math.max(code, await reportWhole(values, options));
}

function sourceCommand(values: RunValues, options: PartOptions): RunCommand {
  const {rate, beats, duration, lanes, fresh: isFresh, storage, batch} = values;
  const isEndless = beats === 0 || rate === 0 || Number.isFinite(duration);
  const {capacityMessages = capacityDefaultMessages} = options;
  const batchMessages = toBatch(batch, capacityMessages);
  const edge = {
    lanes: lanes === 'auto' ? Math.max(1, Math.floor(readProcessorShare().cores)) : lanes,
    isFresh,
    storage,
    // A batch of the broker is not larger than a batch of the run.
    blockMessages: 2 ** Math.floor(Math.log2(Math.min(batchMessages, blockMaxMessages))),
  };
  return {
    start: () =>
      startSource({
        ...options,
        batchMessages,
        beatPeriodMs: rate,
        beats: beats || (isEndless ? Number.POSITIVE_INFINITY : beatsDefault),
        edge: {...edge, lanes: edge.lanes === 1 ? undefined : edge.lanes},
      }),
    capacityMessages,
    isForReaders: false,
    beforeSet(engine, name) {
      if (name !== 'beatPeriodMs' || beats !== undefined) return;
      engine.set('beatsTarget', Number.POSITIVE_INFINITY);
    },
    describeError,
  };
}

function toPartOptions(values: RunValues, env: NodeJS.ProcessEnv): PartOptions {
  const {broker = env.NATS_URL, stream, threads, capacity, kernels} = values;
  if (!broker) throw new UsageError(`--role ${values.role} needs --broker nats://host:port`);
  if (threads === '4') {
    throw new UsageError('--threads was given 4; a part takes auto | 1 | 2 | 3');
  }
  return {
    address: {broker, stream},
    kernels,
    ...(capacity === undefined ? {} : {capacityMessages: capacity}),
    ...(threads === 'auto' ? {} : {threads: Number(threads)}),
    ...toRunOptions(values, env),
  };
}

/** @throws {UsageError} if a worker is given what the source decides */
function rejectSourceFlags({fresh, lanes, beats, storage, batch}: RunValues): void {
  const given = [
    ['--fresh', fresh],
    ['--lanes', lanes !== 1],
    ['--beats', beats !== undefined],
    ['--batch', batch !== undefined],
    ['--storage', storage !== 'file'],
  ] as const;
  const [flag] = given.find(([, isGiven]) => isGiven) ?? [];
  if (flag !== undefined) throw new UsageError(`${flag} is for --role source`);
}

/** Reports on all parts if this worker was the last one. Returns an exit code. */
async function reportWhole({json}: RunValues, {address}: PartOptions): Promise<number> {
  try {
    const {isEnded, isExact, text} = await readWhole(address);
    if (!isEnded) return 0;
    if (json || !isExact) printError(text);
    else process.stdout.write(`Verified, ${text}.\n`);
    return isExact ? 0 : exitFailed;
  } catch (error) {
    if (!(error instanceof FatalError)) throw error;
    printError(`the whole cannot be verified: ${error.message}`);
    return exitFailed;
  }
}

function describeError(error: unknown): string | undefined {
  if (!(error instanceof KernelsUnavailableError)) return undefined;
  return `${error.message}; try --kernels auto`;
}
