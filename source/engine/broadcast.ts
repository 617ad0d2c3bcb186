import type {SnapshotSource} from './api.ts';
import type {RunFacts, Sampler} from './telemetry/sampler.ts';
import type {Snapshot} from './telemetry/snapshot.ts';

/**
 * The subject of the observer pattern: a run's latest Snapshot and its listeners. Main thread only.
 */
export class Broadcast implements SnapshotSource {
  readonly #sampler: Sampler;
  readonly #facts: () => RunFacts;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  /** @param facts returns the current facts of the run that the sampler does not have */
  constructor(sampler: Sampler, facts: () => RunFacts) {
    this.#sampler = sampler;
    this.#facts = facts;
    this.#snapshot = this.#fresh();
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Creates a Snapshot from the last sample and the current facts, and notifies all listeners. */
  publish(): void {
    this.#snapshot = this.#fresh();
    for (const listener of this.#listeners) listener();
  }

  #fresh(): Snapshot {
    return Object.freeze(this.#sampler.snapshot(this.#facts()));
  }
}
