/** Plain requests to the telemetry server: with any method and header, and byte by byte. */
import {request} from 'node:http';
import {connect, type Socket} from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Asks once, on a connection of its own. */
export async function ask(
  url: string,
  {method = 'GET', headers = {}, body}: Question = {},
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const asked = request(url, {method, headers, agent: false}, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({status: response.statusCode ?? 0, headers: response.headers, body: text}),
      );
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A connection on which a test sends what it likes. */
export class RawConnection {
  /** Everything received, once the other end has closed the connection. */
  readonly closed: Promise<string>;
  readonly #socket: Socket;
  #text = '';

  /** What has been received so far. */
  get received(): string {
    return this.#text;
  }

  constructor(url: string) {
    const {hostname, port} = new URL(url);
    this.#socket = connect(Number(port), hostname);
    this.closed = new Promise((resolve) => {
      this.#socket.on('data', (chunk) => {
        this.#text += chunk;
      });
      this.#socket.on('error', () => {});
      this.#socket.on('close', () => resolve(this.#text));
    });
  }

  send(text: string): void {
    this.#socket.write(text);
  }

  /** Reads nothing more, as a client that hangs does. */
  stopReading(): void {
    this.#socket.pause();
  }

  readOn(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }
}
