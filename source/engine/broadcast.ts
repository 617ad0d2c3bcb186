/** The latest Snapshot, and those who want to hear of each. Main thread only. */
import type {SnapshotSource} from './api.ts';
import type {Snapshot} from './telemetry/snapshot.ts';

export class Broadcast implements SnapshotSource {
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(first: Snapshot) {
    this.#snapshot = Object.freeze(first);
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(snapshot: Snapshot): void {
    this.#snapshot = Object.freeze(snapshot);
    for (const listener of this.#listeners) listener();
  }
}
