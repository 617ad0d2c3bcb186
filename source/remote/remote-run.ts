import type {Snapshot} from '../engine/index.ts';
import type {MonitorSource, SourceStatus} from '../store/monitor.ts';
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
  #origin: SourceStatus;

  /**
   * Connects to a telemetry server. Resolves with the run after its first Snapshot.
   * @throws {RemoteError} if there is no telemetry server
   */
  static async connect(url: URL): Promise<RemoteRun> {
    return await new Promise((resolve, reject) => {
      let run: RemoteRun | undefined;
      const closeStream = openStream(url, {
        onSnapshot(snapshot) {
          if (run !== undefined) return run.#show(snapshot);
          run = new RemoteRun(url, snapshot, closeStream);
          resolve(run);
        },
        onEnd(why) {
          if (run === undefined) reject(new RemoteError(why));
          else run.#lose();
        },
      });
    });
  }

  private constructor(url: URL, snapshot: Snapshot, closeStream: () => void) {
    this.#url = url;
    this.#snapshot = snapshot;
    this.#closeStream = closeStream;
    this.#origin = this.#attached();
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  getStatus(): SourceStatus {
    return this.#origin;
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

  #show(snapshot: Snapshot): void {
    const isAnother = snapshot.elapsedSeconds < this.#snapshot.elapsedSeconds;
    if (isAnother) this.#runs++;
    if (isAnother || this.#origin.isAlert) this.#origin = this.#attached();
    this.#snapshot = snapshot;
    this.#tell();
  }

  #lose(): void {
    // A run that has sent its last Snapshot closes the connection by itself. That is not a loss.
    if (this.#snapshot.stop === null && !this.#origin.isAlert) {
      this.#origin = {text: `LOST ${this.#url.host}, retrying`, isAlert: true};
      this.#tell();
    }
    this.#retryTimer = setTimeout(() => {
      this.#closeStream = openStream(this.#url, {
        onSnapshot: (snapshot) => this.#show(snapshot),
        onEnd: () => this.#lose(),
      });
    }, retryMs);
  }

  #attached(): SourceStatus {
    const which = this.#runs === 1 ? '' : `, run ${this.#runs}`;
    return {text: `attached to ${this.#url.host}${which}`, isAlert: false};
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
