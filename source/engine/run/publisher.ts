import type {Snapshot} from '../snapshot/types.ts';
import type {SnapshotSource} from './api.ts';

/** A run's latest Snapshot and its listeners. Main thread only. */
export class SnapshotPublisher implements SnapshotSource {
  readonly #build: () => Snapshot;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  /** @param build creates the Snapshot of the present moment */
  constructor(build: () => Snapshot) {
    this.#build = build;
    this.#snapshot = Object.freeze(build());
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Builds a Snapshot and notifies all listeners. */
  publish(): void {
    this.#snapshot = Object.freeze(this.#build());
    for (const listener of this.#listeners) listener();
  }
}
