/** What a sweep measures: every capacity with every batch that fits it. */
import type {PipelineSize} from '../engine/index.ts';

export interface Grid {
  /** Ascending; powers of two. */
  readonly capacities: readonly number[];
  /** Ascending. */
  readonly batches: readonly number[];
}

/** From the least to more than a cache holds: capacities by fours, batches by eights. */
export const defaultGrid: Grid = {
  capacities: [6, 8, 10, 12, 14, 16, 18, 20, 22].map(powerOfTwo),
  batches: [0, 3, 6, 9, 12, 15, 18, 21].map(powerOfTwo),
};

/** Every size of a grid that there can be: a batch is at most half the capacity. */
export function sizesOf({capacities, batches}: Grid): readonly PipelineSize[] {
  return capacities.flatMap((capacityMessages) =>
    batches
      .filter((batchMessages) => batchMessages <= capacityMessages / 2)
      .map((batchMessages) => ({capacityMessages, batchMessages})),
  );
}

function powerOfTwo(exponent: number): number {
  return 2 ** exponent;
}
