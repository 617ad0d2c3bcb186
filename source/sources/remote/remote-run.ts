import {isAnotherRun, type Snapshot} from '../../engine/index.ts';
import type {MonitorSource, SourceStatus} from '../../monitor/source.ts';
import {openStream} from './stream.ts';

const retryMs = 1_000;

/** The address has no run to observe. The message states the reason in a few words. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

/**
 * A run in another process, observed through its telemetry server.
 *
 * After a lost connection the last Snapshot stays, the status reports the loss, and the client
 * reconnects as soon as possible: to the same run or to the next run at that address.
 */
export class RemoteRun implements MonitorSource {
  readonly #url: URL;
  readonly #listeners = new Set<() => void>();
  #closeStream: () => void = () => {};
  #retryTimer: NodeJS.Timeout | undefined;
  #snapshot: Snapshot;
  /**
   * The number of runs at the address so far. Another run may begin there after the first has
   * ended.
   */
  #runs = 1;
  #status: SourceStatus;

  /**
   * Connects to a telemetry server. Resolves with the run after its first Snapshot.
   * @throws {RemoteError} if there is no telemetry server
   */
  static async connect(url: URL): Promise<RemoteRun> {
    return await new Promise((resolve, reject) => {
      let run: RemoteRun | undefined;
      const closeStream = openStream(url, {
        onSnapshot(snapshot) {
          if (run !== undefined) return run.#onSnapshot(snapshot);
          run = new RemoteRun(url, snapshot, closeStream);
          resolve(run);
        },
        onEnd(why) {
          if (run === undefined) reject(new RemoteError(why));
          else run.#onDisconnect();
        },
      });
    });
  }

  private constructor(url: URL, snapshot: Snapshot, closeStream: () => void) {
    this.#url = url;
    this.#snapshot = snapshot;
    this.#closeStream = closeStream;
    this.#status = this.#describe();
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  getStatus(): SourceStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Closes the connection and removes all listeners. */
  close(): void {
    clearTimeout(this.#retryTimer);
    this.#closeStream();
    this.#listeners.clear();
  }

  #onSnapshot(snapshot: Snapshot): void {
    const isAnother = isAnotherRun(this.#snapshot, snapshot);
    if (isAnother) this.#runs++;
    if (isAnother || this.#status.isAlert) this.#status = this.#describe();
    this.#snapshot = snapshot;
    this.#notify();
  }

  #onDisconnect(): void {
    // A run that has sent its last Snapshot closes the connection by itself. That is not a loss.
    if (this.#snapshot.stop === null && !this.#status.isAlert) {
      this.#status = {text: `LOST ${this.#url.host}, retrying`, isAlert: true};
      this.#notify();
    }
    this.#retryTimer = setTimeout(() => {
      this.#closeStream = openStream(this.#url, {
        onSnapshot: (snapshot) => this.#onSnapshot(snapshot),
        onEnd: () => this.#onDisconnect(),
      });
    }, retryMs);
  }

  #describe(): SourceStatus {
    const which = this.#runs === 1 ? '' : `, run ${this.#runs}`;
    return {text: `attached to ${this.#url.host}${which}`, isAlert: false};
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
