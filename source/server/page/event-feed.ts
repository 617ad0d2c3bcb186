/** A message of the feed: a Snapshot as JSON, or a sign that the server is there. */
export type FeedMessage =
  | {readonly kind: 'snapshot'; readonly data: string}
  | {readonly kind: 'alive'};

/** Time after which another connection is tried. */
const retryMs = 1_000;
/** The server sends an event every second. A connection that is silent for so long is given up. */
const silenceMs = 8_000;

/**
 * The events of a server, for as long as the page is open. It connects again after every end and
 * after every answer.
 *
 * The browser's own connection gives up for good after an answer that is not a stream of events,
 * such as the one of a proxy in front of a server that restarts. It also waits for ever on a
 * connection that has died without a word.
 */
export class EventFeed {
  readonly #url: string;
  readonly #onMessage: (message: FeedMessage) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #source: EventSource;
  #eventMs = performance.now();

  /** @param url the address of the events */
  constructor(url: string, onMessage: (message: FeedMessage) => void) {
    this.#url = url;
    this.#onMessage = onMessage;
    this.#source = this.#open();
    this.#timer = setInterval(() => this.#check(), retryMs);
  }

  /** Ends the connection for good. */
  close(): void {
    clearInterval(this.#timer);
    this.#source.close();
  }

  #open(): EventSource {
    const source = new EventSource(this.#url);
    this.#eventMs = performance.now();
    source.addEventListener('alive', () => this.#receive({kind: 'alive'}));
    source.addEventListener('message', ({data}) => this.#receive({kind: 'snapshot', data}));
    return source;
  }

  #receive(message: FeedMessage): void {
    this.#eventMs = performance.now();
    this.#onMessage(message);
  }

  #check(): void {
    const isSilent = performance.now() - this.#eventMs > silenceMs;
    if (!isSilent && this.#source.readyState !== EventSource.CLOSED) return;
    this.#source.close();
    this.#source = this.#open();
  }
}
