import type {Snapshot} from '../snapshot/types.ts';
import type {SnapshotSource} from './api.ts';

/** A run's latest Snapshot and its listeners. Main thread only. */
export class SnapshotPublisher implements SnapshotSource {
  readonly #build: () => Snapshot;
  readonly #onFault: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  /**
   * @param build creates the Snapshot of the present moment
   * @param onFault is called with the error of a listener, which is not called again
   */
  constructor(build: () => Snapshot, onFault: (error: unknown) => void) {
    this.#build = build;
    this.#onFault = onFault;
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
    for (const listener of this.#listeners) this.#notify(listener);
  }

  /** Calls a listener. What observes a run never ends it. */
  #notify(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#listeners.delete(listener);
      this.#onFault(error);
    }
  }
}
