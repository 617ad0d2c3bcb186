import type {Snapshot} from '../../engine/index.ts';

/**
 * The state of the stream: `stale` if no event has arrived for a while, `stopped` if the run has
 * reported its end.
 */
type StreamState = 'connecting' | 'live' | 'stale' | 'stopped';

/** The server sends an event every second. The stream is stale a little after two intervals. */
const staleMs = 2_500;

/** The stream of the run's Snapshots. It knows whether they still arrive. */
export class SnapshotStream {
  latest: Snapshot | undefined;
  #eventMs = Number.NEGATIVE_INFINITY;

  /** @param onSnapshot is called for each Snapshot */
  constructor(onSnapshot: (snapshot: Snapshot) => void) {
    const events = new EventSource('/events');
    events.addEventListener('alive', () => {
      this.#eventMs = performance.now();
    });
    events.addEventListener('message', ({data}) => {
      const snapshot: Snapshot = JSON.parse(data);
      this.#eventMs = performance.now();
      this.latest = snapshot;
      // Another run may begin at this address. It must not replace the last view of this one.
      if (snapshot.stop !== null) events.close();
      onSnapshot(snapshot);
    });
  }

  get state(): StreamState {
    if (this.latest === undefined) return 'connecting';
    if (this.latest.stop !== null) return 'stopped';
    return performance.now() - this.#eventMs < staleMs ? 'live' : 'stale';
  }
}
