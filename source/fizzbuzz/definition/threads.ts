import type {PipelineShape} from '../../engine/index.ts';

/** The threads of the lesson. More of them do not increase throughput. */
const threadsMax = 3;

/**
 * The capacity from which several threads are faster than one. Smaller rings are handed over from
 * core to core before their messages have left the cache of the core that wrote them.
 */
const capacityForThreadsMessages = 131_072;

/**
 * Returns the number of threads on which a lane of this size is fastest: one for small rings and
 * for several lanes, and otherwise as many as there are cores, up to three. `docs/performance.md`
 * has the measurement.
 * @param cores cores that the process may use; a fraction under a quota
 */
export function chooseThreads(
  {capacityMessages, lanes}: Omit<PipelineShape, 'threads'>,
  cores: number,
): number {
  if (lanes > 1 || capacityMessages < capacityForThreadsMessages) return 1;
  return Math.max(1, Math.min(threadsMax, Math.floor(cores)));
}
