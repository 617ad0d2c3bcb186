/** Parses Snapshots from outside the process, from the network or from a file. */
import * as v from 'valibot';
import {schema} from './snapshot/schema.ts';
import type {Snapshot} from './snapshot/types.ts';

export {snapshotSchema} from './snapshot/vocabulary.ts';

/** The text is not a Snapshot. The message states the reason in a few words. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/**
 * Parses a Snapshot from JSON. Each field is checked.
 * @throws {SnapshotError} if the text is not a Snapshot or has another schema
 */
export function parseSnapshot(json: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SnapshotError('it is no JSON');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return Object.freeze(result.output);
  const [issue] = result.issues;
  // The path has keys of the text. They must not control the terminal.
  const where = (v.getDotPath(issue) ?? 'whole').replaceAll(/\p{Cc}+/gu, ' ');
  throw new SnapshotError(`its ${where} is not as expected`);
}
