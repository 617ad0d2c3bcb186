/**
 * Wraps a reading of the system that can fail, such as one that opens a file while the process has
 * no descriptor left. The returned function never throws: it returns the last value when the
 * reading throws or is `undefined`.
 * @param first the value until the first reading that succeeds
 */
export function createSteadyReading<Value>(
  read: () => Value | undefined,
  first: Value,
): () => Value {
  let last = first;
  return () => {
    try {
      last = read() ?? last;
    } catch {
      // The value is out of date, which harms less than a run that ends.
    }
    return last;
  };
}

/** Reads the resident memory of the process in bytes; 0 before the first reading that succeeds. */
export const readResidentBytes = createSteadyReading(() => process.memoryUsage.rss(), 0);
