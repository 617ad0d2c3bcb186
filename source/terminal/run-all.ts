/**
 * Runs all steps in their order, also after one that has failed. What has to be given back is given
 * back, whatever else fails.
 * @throws the error of the first step that failed, after the last step
 */
export function runAll(steps: ReadonlyArray<() => void>): void {
  const errors: unknown[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
