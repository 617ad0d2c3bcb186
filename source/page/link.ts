import type {Snapshot} from '../engine/index.ts';

/**
 * The state of the link: `stale` if no event has arrived for a while, `stopped` if the run has
 * reported its end.
 */
export type LinkState = 'connecting' | 'live' | 'stale' | 'stopped';

/** The server sends an event every second. The link is stale a little after two intervals. */
const staleMs = 2_500;

/** The page's link to the run: receives Snapshots and knows whether they still arrive. */
export class Link {
  latest: Snapshot | undefined;
  #heardMs = Number.NEGATIVE_INFINITY;

  /** @param onSnapshot is called for each Snapshot */
  constructor(onSnapshot: (snapshot: Snapshot) => void) {
    const events = new EventSource('/events');
    events.addEventListener('alive', () => {
      this.#heardMs = performance.now();
    });
    events.addEventListener('message', ({data}) => {
      const snapshot: Snapshot = JSON.parse(data);
      this.#heardMs = performance.now();
      this.latest = snapshot;
      // Another run may begin at this address. It must not replace the last view of this one.
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
