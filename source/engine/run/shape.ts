/** The shapes of a run: what is not chosen follows from the definition and the machine. */
import type {AnyPipeline} from '../actor/define.ts';
import {capacityDefaultMessages} from '../base/limits.ts';
import {lanePerCore} from '../definition/lanes.ts';
import type {PipelineData, PipelineShape, PipelineSize, ShapeChoice} from '../definition/types.ts';

/**
 * Completes a shape with the defaults of the definition.
 * @param cores cores that the process may use
 */
export function completeShape(
  pipeline: AnyPipeline,
  chosen: ShapeChoice,
  cores: number,
): PipelineShape {
  const {data} = pipeline;
  const lanes = countLanes(chosen.lanes ?? 1, cores);
  const capacityMessages = chosen.capacityMessages ?? capacityDefault(data, lanes);
  const batchMessages = chosen.batchMessages ?? batchDefault(data, capacityMessages);
  const shape = {capacityMessages, batchMessages, lanes};
  const {threads = 'auto'} = chosen;
  return {...shape, threads: countThreads(pipeline, threads, shape, cores)};
}

/**
 * Changes a shape. With another number of lanes, capacity and threads that were the defaults become
 * the defaults of the new number. With another capacity, a batch that does not fit becomes half of
 * it.
 * @param cores cores that the process may use
 */
export function changeShape(
  pipeline: AnyPipeline,
  shape: PipelineShape,
  change: ShapeChoice,
  cores: number,
): PipelineShape {
  const lanes = countLanes(change.lanes ?? shape.lanes, cores);
  const size = changeSize(pipeline.data, shape, {...change, lanes});
  const isDefault = shape.threads === countThreads(pipeline, 'auto', shape, cores);
  const follows = lanes !== shape.lanes && isDefault;
  const threads = change.threads ?? (follows ? 'auto' : shape.threads);
  return {...size, threads: countThreads(pipeline, threads, size, cores)};
}

function changeSize(
  data: PipelineData,
  shape: PipelineShape,
  change: Partial<PipelineSize> & {readonly lanes: number},
): Omit<PipelineShape, 'threads'> {
  const {lanes} = change;
  const isDefault = shape.capacityMessages === capacityDefault(data, shape.lanes);
  const follows = lanes !== shape.lanes && isDefault;
  const {capacityMessages = follows ? capacityDefault(data, lanes) : shape.capacityMessages} =
    change;
  const {batchMessages = followBatch(data, shape, capacityMessages)} = change;
  return {capacityMessages, batchMessages, lanes};
}

/** The batch in another capacity: the default stays the default, and no batch exceeds half. */
function followBatch(data: PipelineData, shape: PipelineSize, capacityMessages: number): number {
  const {batchMessages} = shape;
  const isDefault = batchMessages === batchDefault(data, shape.capacityMessages);
  if (isDefault) return batchDefault(data, capacityMessages);
  return Math.min(batchMessages, capacityMessages / 2);
}

function capacityDefault({size, lanes: inLanes}: PipelineData, lanes: number): number {
  const several = lanes > 1 ? inLanes?.capacityMessages : undefined;
  return several ?? size?.capacityMessages ?? capacityDefaultMessages;
}

function batchDefault({size}: PipelineData, capacityMessages: number): number {
  return capacityMessages === size?.capacityMessages ? size.batchMessages : capacityMessages / 2;
}

function countLanes(lanes: number | 'auto', cores: number): number {
  return lanes === 'auto' ? lanePerCore(cores) : lanes;
}

/** Several lanes have as few threads each as possible, since they already use several cores. */
function countThreads(
  {data, behaviour}: AnyPipeline,
  threads: number | 'auto',
  shape: Omit<PipelineShape, 'threads'>,
  cores: number,
): number {
  if (threads !== 'auto') return threads;
  if (behaviour.chooseThreads !== undefined) return behaviour.chooseThreads(shape, cores);
  const counts = data.threads.map(({length}) => length);
  return shape.lanes > 1 ? Math.min(...counts) : (counts[0] ?? 1);
}
