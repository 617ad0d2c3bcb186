// The telemetry server, asked politely and otherwise.
import {createServer, type Server} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {parseSnapshot} from '../../source/engine/parse.ts';
import {defaultPort} from '../../source/server/address.ts';
import {
  openTelemetry,
  PortUnavailableError,
  type TelemetryServer,
} from '../../source/server/server.ts';
import {type FakeEngine, fakeEngine} from '../helpers/fake-engine.ts';
import {ask, RawConnection} from '../helpers/http.ts';
import {parseMetrics} from '../helpers/metrics.ts';
import {cleanStop, fixedSnapshot} from '../helpers/snapshot.ts';

const open: {close(): unknown}[] = [];

afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function serve(): Promise<{server: TelemetryServer; engine: FakeEngine; url: string}> {
  const server = await openTelemetry(0);
  open.push(server);
  const engine = fakeEngine(fixedSnapshot());
  server.serve(engine);
  return {server, engine, url: server.url};
}

/** Takes a port as another program would. */
async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  open.push(server);
  return server;
}

describe('every route', () => {
  it.each([
    ['/graph.dot', 'text/vnd.graphviz; charset=utf-8', /^digraph G \{\n/],
    ['/metrics', 'text/plain; version=0.0.4; charset=utf-8', /^# HELP /],
    ['/snapshot.json', 'application/json', /^\{"schema":1,/],
    ['/', 'text/html; charset=utf-8', /^<!doctype html>/],
  ])('%s answers with its own type', async (path, contentType, content) => {
    const {url} = await serve();
    const {status, headers, body} = await ask(`${url}${path}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(contentType);
    expect(body).toMatch(content);
    expect(headers['content-length']).toBe(Buffer.byteLength(body).toString());
  });

  it('tells of the same Snapshot', async () => {
    const {url, engine} = await serve();
    engine.replace(fixedSnapshot({earlierSegments: 9}));
    const {body} = await ask(`${url}/snapshot.json`);
    expect(parseSnapshot(body)).toEqual(engine.getSnapshot());
    const json = JSON.parse(body);
    const metrics = parseMetrics((await ask(`${url}/metrics`)).body);
    expect(metrics.get('fizzbuzz_heartbeats_sent_total')?.samples.get('')).toBe(json.beat.sent);
  });

  it('has the fields of FizzBuzz that readers know', async () => {
    const {url} = await serve();
    const json = JSON.parse((await ask(`${url}/snapshot.json`)).body);
    const messages = 9_652_662_016;
    expect(json).toMatchObject({
      mode: 'double-buffer',
      batchMessages: 524_288,
      messages: {generated: messages, processed: messages, logged: messages},
      tallies: {fizz: 2_574_043_204, buzz: 1_287_021_602, fizzbuzz: 643_510_802},
      heartbeats: 30_000,
      segments: [
        {mode: 'double-buffer', periodMs: 2, capacityMessages: 1_048_576, batchMessages: 524_288},
      ],
    });
  });

  it('is not fooled by a query', async () => {
    const {url} = await serve();
    expect((await ask(`${url}/snapshot.json?a=/metrics`)).status).toBe(200);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const {url} = await serve();
    const {status, headers, body} = await ask(`${url}/graph.dot`, {method: 'HEAD'});
    expect([status, body]).toEqual([200, '']);
    expect(Number(headers['content-length'])).toBeGreaterThan(0);
    const events = await ask(`${url}/events`, {method: 'HEAD'});
    expect([events.status, events.body]).toEqual([200, '']);
  });

  it('forbids scripts and styles from elsewhere', async () => {
    const {url} = await serve();
    const policy = (await ask(url)).headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/);
  });
});

describe('a refusal', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is 405', async (method) => {
    const {url} = await serve();
    const {status, headers} = await ask(`${url}/metrics`, {method, body: 'x'.repeat(100_000)});
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });

  it.each(['/nothing', '/metrics/', '/../package.json', '/assets/%2e%2e/cli.js', '/__proto__'])(
    '%s is 404',
    async (path) => {
      const {url} = await serve();
      expect((await ask(`${url}${path}`)).status).toBe(404);
    },
  );

  it.each(['evil.example', 'evil.example:9900', '127.0.0.1.evil.example', 'localhost@evil'])(
    'of the host %j is 403',
    async (host) => {
      const {url} = await serve();
      const {status, body} = await ask(`${url}/snapshot.json`, {headers: {host}});
      expect(status).toBe(403);
      expect(body).not.toContain('schema');
    },
  );

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1', '[::1]:9900'])(
    'is not given to the host %s',
    async (host) => {
      const {url} = await serve();
      expect((await ask(`${url}/snapshot.json`, {headers: {host}})).status).toBe(200);
    },
  );

  it('before there is a run is 503', async () => {
    const server = await openTelemetry(0);
    open.push(server);
    expect((await ask(`${server.url}/snapshot.json`)).status).toBe(503);
  });
});

describe('the port', () => {
  it('that was asked for and is taken is refused', async () => {
    const {url} = await serve();
    const {port} = new URL(url);
    await expect(openTelemetry(Number(port))).rejects.toThrow(PortUnavailableError);
    await expect(openTelemetry(Number(port))).rejects.toThrow(`port ${port} is taken`);
  });

  it('by default is the next one when it is taken', async () => {
    // Another program may have it already, which serves as well.
    await occupy(defaultPort).catch(() => {});
    const server = await openTelemetry(undefined);
    open.push(server);
    expect(Number(new URL(server.url).port)).toBeGreaterThan(defaultPort);
    expect(server.isFallbackPort).toBe(true);
  });

  it('is of this machine only', async () => {
    const {url} = await serve();
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });
});

describe('events', () => {
  it('begin with the latest Snapshot and follow each new one', async () => {
    const {server, engine, url} = await serve();
    const answer = ask(`${url}/events`);
    await untilListening(engine);
    engine.publish(fixedSnapshot({earlierSegments: 1}));
    engine.publish(fixedSnapshot({earlierSegments: 2, state: 'stopped', stop: cleanStop}));
    await server.close();
    const {headers, body} = await answer;
    expect(headers['content-type']).toBe('text/event-stream');
    expect(numbersIn(body)).toEqual([0, 1, 2]);
  });

  it('end with the last Snapshot also for those who were slow', async () => {
    const {server, engine, url} = await serve();
    const slow = new RawConnection(url);
    slow.send('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await untilListening(engine);
    slow.stopReading();
    for (let number = 0; number < 3_000; number++) {
      engine.publish(fixedSnapshot({earlierSegments: number}));
    }
    const closing = server.close();
    slow.readOn();
    expect(numbersIn(await slow.closed).at(-1)).toBe(2_999);
    await closing;
  });

  it('cost nothing while nobody listens', async () => {
    const {engine, url} = await serve();
    const connection = new RawConnection(url);
    connection.send('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await untilListening(engine);
    connection.close();
    await until(() => engine.listenerCount === 0);
  });

  it('of a client that does not read are not kept for it', async () => {
    const {engine, url} = await serve();
    const slow = new RawConnection(url);
    open.push(slow);
    slow.send('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await untilListening(engine);
    slow.stopReading();
    const bytes = JSON.stringify(engine.getSnapshot()).length;
    const heldBytes = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = heldBytes();
    for (let number = 0; number < 40_000; number++) engine.publish(fixedSnapshot());
    expect(heldBytes() - before).toBeLessThan((40_000 * bytes) / 2);
  });

  it('go to a hundred clients at once', async () => {
    const {server, engine, url} = await serve();
    const answers = Array.from({length: 100}, () => ask(`${url}/events`));
    await untilListening(engine);
    await until(async () => (await ask(`${url}/snapshot.json`)).status === 200);
    engine.publish(fixedSnapshot({earlierSegments: 1, stop: cleanStop}));
    await server.close();
    for (const {body} of await Promise.all(answers)) expect(numbersIn(body).at(-1)).toBe(1);
  });
});

describe('abuse', () => {
  it('by headers that never end is cut off', async () => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}`);
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('by slow headers, and by silence, is cut off after a few seconds', async () => {
    const {url} = await serve();
    const [slow, silent] = [new RawConnection(url), new RawConnection(url)];
    const drip = setInterval(() => slow.send('x'), 100);
    slow.send('GET / HTTP/1.1\r\nHost: localhost\r\nX: ');
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(drip);
    await silent.closed;
  }, 15_000);

  it('by what is no HTTP is cut off', async () => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send('\u0016\u0003\u0001 hello\r\n\r\n');
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('by more connections than there may be leaves those that were there', async () => {
    const {engine, url} = await serve();
    const answer = ask(`${url}/events`);
    await untilListening(engine);
    const crowd = Array.from({length: 400}, () => new RawConnection(url));
    await Promise.race(crowd.map(({closed}) => closed));
    for (const connection of crowd) connection.close();
    await until(
      async () => (await ask(`${url}/snapshot.json`).catch(() => undefined)) !== undefined,
    );
    engine.publish(fixedSnapshot({earlierSegments: 1}));
    for (const thing of open.splice(0)) await thing.close();
    expect(numbersIn((await answer).body).at(-1)).toBe(1);
  });
});

function numbersIn(body: string): number[] {
  return [...body.matchAll(/^data: (\{"schema".*)$/gm)].map(
    ([, json]) => JSON.parse(json as string).earlierSegments,
  );
}

async function untilListening(engine: FakeEngine): Promise<void> {
  await until(() => engine.listenerCount > 0);
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
}
