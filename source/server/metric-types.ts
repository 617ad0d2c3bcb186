/** A value, and the labels that distinguish it from the others of its metric. */
export type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

/** A metric. All its samples have the same labels. */
export type Metric = readonly [name: string, help: string, samples: readonly Sample[]];
