/** The page's link to the run: Snapshots as they come, and whether they still do. */
import type {Snapshot} from '../engine/index.ts';

/** `stale` when nothing has come for a while, `stopped` when the run has told that it ended. */
export type LinkState = 'connecting' | 'live' | 'stale' | 'stopped';

/** The server says something each second; twice that and a little more is too long. */
const staleMs = 2_500;

export class Link {
  latest: Snapshot | undefined;
  #heardMs = Number.NEGATIVE_INFINITY;

  /** @param onSnapshot is called for each */
  constructor(onSnapshot: (snapshot: Snapshot) => void) {
    const events = new EventSource('/events');
    events.addEventListener('alive', () => {
      this.#heardMs = performance.now();
    });
    events.addEventListener('message', ({data}) => {
      const snapshot: Snapshot = JSON.parse(data);
      this.#heardMs = performance.now();
      this.latest = snapshot;
      // Another run may begin at this address; the last picture of this one is not to be painted over.
      if (snapshot.stop !== null) events.close();
      onSnapshot(snapshot);
    });
  }

  get state(): LinkState {
    if (this.latest === undefined) return 'connecting';
    if (this.latest.stop !== null) return 'stopped';
    return performance.now() - this.#heardMs < staleMs ? 'live' : 'stale';
  }
}
