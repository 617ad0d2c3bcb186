/** The expected share of each kind of message: of fifteen consecutive values, 4, 2, 1 and 8. */
export const expectedShares = {
  fizz: 4 / 15,
  buzz: 2 / 15,
  fizzbuzz: 1 / 15,
  value: 8 / 15,
} as const;
