import type {Snapshot} from '../../engine/index.ts';
import {type HistoryReport, RunHistory} from './base/run-history.ts';
import {openFeed} from './feed.ts';

/**
 * The state of the connection: `stale` if no event has arrived for a while, `stopped` if the run
 * has reported its end.
 */
type LinkState = 'connecting' | 'live' | 'stale' | 'stopped';

/** The server sends an event every second. The connection is stale a little after two of them. */
const staleMs = 2_500;
/** The history is asked for again after this time. */
const retryMs = 1_000;

/**
 * The run that the page shows: its latest Snapshot, and its history from the start. When another
 * run begins at the address, it takes the place of the first, with a history of its own.
 */
export class RunView {
  latest: Snapshot | undefined;
  history = new RunHistory();
  #eventMs = Number.NEGATIVE_INFINITY;
  #mustLoad = false;
  #isLoading = false;
  #loadMs = Number.NEGATIVE_INFINITY;

  constructor() {
    openFeed((message) => {
      // What happened in the meantime is in the history of the server.
      const hasMissed = performance.now() - this.#eventMs > staleMs;
      this.#eventMs = performance.now();
      if (message.kind === 'snapshot') this.#receive(JSON.parse(message.data), hasMissed);
    });
  }

  get link(): LinkState {
    if (this.latest === undefined) return 'connecting';
    const isLive = performance.now() - this.#eventMs < staleMs;
    if (this.latest.stop !== null) return 'stopped';
    return isLive ? 'live' : 'stale';
  }

  #receive(snapshot: Snapshot, hasMissed: boolean): void {
    const isAnother = snapshot.runId !== this.latest?.runId;
    this.latest = snapshot;
    this.history.add(snapshot);
    this.#mustLoad ||= isAnother || hasMissed;
    const isDue = isAnother || performance.now() - this.#loadMs >= retryMs;
    if (this.#mustLoad && !this.#isLoading && isDue) void this.#loadHistory();
  }

  /**
   * Takes the history of the server, and continues it with what has arrived meanwhile. If the
   * server cannot give it, or that of another run, the next Snapshots ask again.
   */
  async #loadHistory(): Promise<void> {
    this.#isLoading = true;
    this.#loadMs = performance.now();
    try {
      const response = await fetch('history.json');
      const report: HistoryReport | undefined = response.ok ? await response.json() : undefined;
      if (report === undefined || report.runId !== this.latest?.runId) return;
      this.history = new RunHistory(report);
      this.history.add(this.latest);
      this.#mustLoad = false;
    } catch {
      // The server of a finished run does not answer. The history goes on from here.
    } finally {
      this.#isLoading = false;
    }
  }
}
