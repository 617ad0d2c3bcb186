/**
 * A run elsewhere, watched through its telemetry server. When the connection is lost it keeps the last Snapshot, says so, and
 * comes back as soon as it can: to the same run or to the next one at that address.
 */
import type {Snapshot} from '../engine/index.ts';
import type {MonitorSource, SourceStatus} from '../store/monitor.ts';
import {openStream} from './stream.ts';

const retryMs = 1_000;

/** Nothing can be watched at the address; the message says why in a few words. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

export class RemoteRun implements MonitorSource {
  readonly #url: URL;
  readonly #listeners = new Set<() => void>();
  #closeStream: () => void = () => {};
  #retryTimer: NodeJS.Timeout | undefined;
  #snapshot: Snapshot;
  /** Runs seen at the address: another may begin there when one has ended. */
  #runs = 1;
  #origin: SourceStatus;

  /**
   * Connects; resolves with the first Snapshot.
   * @throws {RemoteError} when there is no telemetry server
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

  /** Watches no more. */
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
    // A run that told of its end has left; nobody lost it.
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
