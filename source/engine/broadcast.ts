/** The latest Snapshot of a run, and those who want to hear of each. Main thread only. */
import type {SnapshotSource} from './api.ts';
import type {RunFacts, Sampler} from './telemetry/sampler.ts';
import type {Snapshot} from './telemetry/snapshot.ts';

export class Broadcast implements SnapshotSource {
  readonly #sampler: Sampler;
  readonly #facts: () => RunFacts;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  /** @param facts what the recorder does not know of the run, as it is now */
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

  /** Tells everyone how things are now, by the last reading. */
  publish(): void {
    this.#snapshot = this.#fresh();
    for (const listener of this.#listeners) listener();
  }

  #fresh(): Snapshot {
    return Object.freeze(this.#sampler.snapshot(this.#facts()));
  }
}
