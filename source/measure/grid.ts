import type {PipelineSize} from '../engine/index.ts';

/** The sizes of a sweep: every capacity with every batch that fits it. */
export interface Grid {
  /** Ascending powers of two. */
  readonly capacities: readonly number[];
  /** Ascending. */
  readonly batches: readonly number[];
}

/**
 * The default grid, from the smallest sizes to more than a cache holds. Capacities increase by
 * factors of four, batches by factors of eight.
 */
export const defaultGrid: Grid = {
  capacities: [6, 8, 10, 12, 14, 16, 18, 20, 22].map((exponent) => 2 ** exponent),
  batches: [0, 3, 6, 9, 12, 15, 18, 21].map((exponent) => 2 ** exponent),
};

/** Returns every valid size of a grid. A batch is at most half the capacity. */
export function listSizes({capacities, batches}: Grid): readonly PipelineSize[] {
  return capacities.flatMap((capacityMessages) =>
    batches
      .filter((batchMessages) => batchMessages <= capacityMessages / 2)
      .map((batchMessages) => ({capacityMessages, batchMessages})),
  );
}
