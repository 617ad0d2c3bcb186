/** The parts of searches for faults in a definition. */

/** Returns the fault if it is one. */
export function unless(isRight: boolean, fault: string): string[] {
  return isRight ? [] : [fault];
}

/** Whether a record has a name of its own. */
export function hasName(record: object, name: string): boolean {
  return Object.hasOwn(record, name);
}
