// The telemetry server, asked politely and otherwise.
import {createServer, Server} from 'node:net';
import {afterEach, describe, expect, it, onTestFinished, vi} from 'vitest';
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

async function serve(): Promise<{
  server: TelemetryServer;
  engine: FakeEngine;
  url: string;
  reports: string[];
}> {
  const server = await openTelemetry(0);
  open.push(server);
  const engine = fakeEngine(fixedSnapshot());
  const reports: string[] = [];
  server.serve(engine, (sentence) => reports.push(sentence));
  return {server, engine, url: server.url, reports};
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

  it.each([
    'localhost:',
    'localhost.',
    '127.1:9900',
    '0x7f.0.0.1',
    '[0:0:0:0:0:0:0:1]:9900',
    '[::ffff:127.0.0.1]',
  ])('is not given to %s, another form of the same name', async (host) => {
    const {url} = await serve();
    expect((await ask(`${url}/snapshot.json`, {headers: {host}})).status).toBe(200);
  });

  it.each([
    'localhost/',
    'localhost?',
    'localhost#',
    'a@localhost',
    'localhost:99999',
    'localhost:x',
    'local host',
    '127.0.0.1\\.evil.example',
    '[::1',
    '::1',
  ])('of %j, which is no host, is 403', async (host) => {
    const {url} = await serve();
    expect((await ask(`${url}/snapshot.json`, {headers: {host}})).status).toBe(403);
  });

  it('before there is a run is 503', async () => {
    const server = await openTelemetry(0);
    open.push(server);
    expect((await ask(`${server.url}/snapshot.json`)).status).toBe(503);
  });
});

/** The first line of the answer to a request that is sent as it is. */
async function statusOf(url: string, target: string, ...headers: string[]): Promise<string> {
  const connection = new RawConnection(url);
  connection.send([`GET ${target} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'));
  return (await connection.closed).slice(9, 12);
}

describe('a request target', () => {
  it.each([
    ['/metrics', '200'],
    ['/metrics?format=text', '200'],
    ['/%6detrics', '200'],
    ['/assets/../metrics', '200'],
    ['http://127.0.0.1:9900/metrics', '200'],
    ['HTTP://LOCALHOST/metrics?a#b', '200'],
    ['http://localhost', '200'],
    ['http://evil.example/metrics', '403'],
    ['http://user@localhost/metrics', '400'],
    ['http://user:word@localhost/metrics', '400'],
    ['http://:word@localhost/metrics', '400'],
    ['ftp://localhost/metrics', '400'],
    ['//metrics', '404'],
    ['//localhost/metrics', '404'],
    ['/%ff', '400'],
    ['*', '400'],
  ])('%s gives %s', async (target, status) => {
    const {url} = await serve();
    expect(await statusOf(url, target, 'Host: localhost')).toBe(status);
  });

  it('that is a whole URL is not believed against the host, nor the host against it', async () => {
    const {url} = await serve();
    const own = 'http://localhost/metrics';
    expect(await statusOf(url, own, 'Host: evil.example')).toBe('403');
    expect(await statusOf(url, 'http://evil.example/', 'Host: localhost')).toBe('403');
  });

  it('with an empty host is refused', async () => {
    const {url} = await serve();
    expect(await statusOf(url, '/metrics', 'Host:')).toBe('403');
  });

  it.each([
    [[], '200'],
    [['Host: localhost'], '200'],
    [['Host: evil.example'], '403'],
    [['Host:'], '403'],
  ])('of HTTP/1.0 with the headers %j gives %s', async (headers, status) => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send(['GET /metrics HTTP/1.0', ...headers, '', ''].join('\r\n'));
    expect((await connection.closed).slice(9, 12)).toBe(status);
  });

  it('with two hosts is refused', async () => {
    const {url} = await serve();
    expect(await statusOf(url, '/metrics', 'Host: localhost', 'Host: evil.example')).toBe('400');
  });
});

describe('the port', () => {
  it('that was asked for and is taken is refused', async () => {
    const {url} = await serve();
    const {port} = new URL(url);
    await expect(openTelemetry(Number(port))).rejects.toThrow(PortUnavailableError);
    await expect(openTelemetry(Number(port))).rejects.toThrow(`port ${port} is taken`);
  });

  it.each([
    ['EACCES', 'port 80 was refused: only a privileged process may open it (EACCES)'],
    ['EMFILE', 'port 80 was refused: the process has too many open files (EMFILE)'],
    ['EADDRNOTAVAIL', 'port 80 was refused: this machine has no address 127.0.0.1 (EADDRNOTAVAIL)'],
    ['EODD', 'port 80 failed: listen EODD'],
  ])('that the system refuses with %s is reported with the cause', async (code, sentence) => {
    refuseToListen(code);
    await expect(openTelemetry(80)).rejects.toThrow(sentence);
  });

  it('by default is not sought further when the cause is another', async () => {
    const tried = refuseToListen('EMFILE');
    await expect(openTelemetry(undefined)).rejects.toThrow(/^port 9900 was refused: .*EMFILE/);
    expect(tried).toEqual([defaultPort]);
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

/** Makes the system refuse every port. Returns the ports that were tried. */
function refuseToListen(code: string): number[] {
  const tried: number[] = [];
  const listen = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (
    this: Server,
    port,
  ) {
    tried.push(Number(port));
    const error = Object.assign(new Error(`listen ${code}`), {code});
    queueMicrotask(() => this.emit('error', error));
    return this;
  });
  onTestFinished(() => listen.mockRestore());
  return tried;
}

describe('a fault of the server', () => {
  it('while it answers is a 500 with the cause, once, and the next is answered', async () => {
    const {engine, url, reports} = await serve();
    vi.spyOn(engine, 'getSnapshot').mockImplementation(() => {
      throw new Error('no such Snapshot');
    });
    for (let times = 0; times < 2; times++) {
      const {status, body} = await ask(`${url}/snapshot.json`);
      expect([status, body]).toEqual([
        500,
        '/snapshot.json cannot be answered: no such Snapshot.\n',
      ]);
    }
    vi.mocked(engine.getSnapshot).mockRestore();
    expect(reports).toEqual(['/snapshot.json cannot be answered: no such Snapshot']);
    expect((await ask(`${url}/snapshot.json`)).status).toBe(200);
  });

  it('while it sends events ends them, and not what it observes', async () => {
    const {engine, url, reports} = await serve();
    const answer = ask(`${url}/events`).catch(() => 'cut off');
    await untilListening(engine);
    vi.spyOn(engine, 'getSnapshot').mockImplementation(() => {
      throw new Error('no such Snapshot');
    });
    expect(() => engine.publish(fixedSnapshot())).not.toThrow();
    expect(await answer).toBe('cut off');
    expect(reports).toContain('no events can be sent: no such Snapshot');
    await until(() => engine.listenerCount === 0);
  });

  it('while it accepts a connection is reported', async () => {
    const seen: Server[] = [];
    const on = vi.spyOn(Server.prototype, 'address').mockImplementation(function (this: Server) {
      seen.push(this);
      return {address: '127.0.0.1', family: 'IPv4', port: 1};
    });
    const {reports} = await serve();
    on.mockRestore();
    seen[0]?.emit('error', new Error('accept EMFILE'));
    expect(reports).toEqual(['accept EMFILE']);
  });
});

describe('the history', () => {
  const at = (activeSeconds: number, runId = 'one') => {
    const {throughput} = fixedSnapshot();
    const messages = activeSeconds * 1_000;
    return fixedSnapshot({runId, activeSeconds, throughput: {...throughput, messages}});
  };

  it('of the run is there for one who comes late, from the start', async () => {
    const {engine, url} = await serve();
    engine.replace(at(10));
    await until(async () => (await historyOf(url)).runId === 'one');
    engine.replace(at(20));
    await until(async () => (await historyOf(url)).whole.length === 3);
    const {channels, whole} = await historyOf(url);
    expect(channels).toEqual(['values', 'results', 'beats']);
    expect(whole.map(([seconds, messages]: number[]) => [seconds, messages])).toEqual([
      [0, 0],
      [10, 10_000],
      [20, 20_000],
    ]);
  });

  it('begins anew with another run', async () => {
    const {engine, url} = await serve();
    engine.replace(at(10));
    await until(async () => (await historyOf(url)).runId === 'one');
    engine.replace(at(30, 'two'));
    await until(async () => (await historyOf(url)).runId === 'two');
    const {whole} = await historyOf(url);
    expect(whole.map(([seconds]: number[]) => seconds)).toEqual([0, 30]);
  });
});

async function historyOf(url: string) {
  return JSON.parse((await ask(`${url}/history.json`)).body);
}

describe('events', () => {
  it('are neither collected nor changed by proxies that read the headers', async () => {
    const {url} = await serve();
    const {headers} = await ask(`${url}/events`, {method: 'HEAD'});
    expect(headers['cache-control']).toMatch(/no-transform/);
    expect(headers['x-accel-buffering']).toBe('no');
  });

  it('pass a proxy that holds back what is smaller than its buffer', async () => {
    const {engine, url} = await serve();
    const bufferBytes = 8_192;
    const connection = new RawConnection(url);
    open.push(connection);
    connection.send('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await untilListening(engine);
    engine.publish(fixedSnapshot({earlierSegments: 77}));
    // Nothing more is published, as in a pause. The proxy passes whole buffers only.
    await until(() => {
      const {received} = connection;
      const passed = received.slice(0, received.length - (received.length % bufferBytes));
      return /"earlierSegments":77.*\n\n/.test(passed);
    });
  });

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

  it.each(['/events', '/nothing'])(
    'that were requested behind %s on a connection end with it',
    async (path) => {
      const {engine, url} = await serve();
      const connection = new RawConnection(url);
      const requestOf = (target: string) => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
      connection.send(requestOf(path) + requestOf('/events'));
      if (path === '/events') {
        await untilListening(engine);
        connection.close();
      }
      await connection.closed;
      // The server notices an end a moment after the client.
      for (let times = 0; times < 3; times++) await ask(`${url}/graph.dot`);
      await expect.poll(() => engine.listenerCount).toBe(0);
    },
  );

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
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 431 .*too long\.\n$/s);
  });

  it('by slow headers, and by silence, is cut off after a few seconds', async () => {
    const {url} = await serve();
    const [slow, silent] = [new RawConnection(url), new RawConnection(url)];
    const drip = setInterval(() => slow.send('x'), 100);
    slow.send('GET / HTTP/1.1\r\nHost: localhost\r\nX: ');
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 .*in time\.\n$/s);
    clearInterval(drip);
    await silent.closed;
  }, 15_000);

  it('by many requests of a client that reads no answer does not create the answers', async () => {
    const {engine, url} = await serve();
    const connection = new RawConnection(url);
    open.push(connection);
    const requestOf = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const getSnapshot = vi.spyOn(engine, 'getSnapshot');
    const count = 60;
    connection.send(requestOf('/events') + requestOf('/graph.dot').repeat(count));
    await untilListening(engine);
    for (let times = 0; times < 3; times++) await ask(`${url}/graph.dot`);
    // The server looks at the run for its history, too.
    expect(getSnapshot.mock.calls.length).toBeLessThan(count / 2);
  });

  it('by very many requests of a client that reads no answer ends the connection', async () => {
    const {engine, url} = await serve();
    const connection = new RawConnection(url);
    open.push(connection);
    connection.send('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await untilListening(engine);
    connection.send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000));
    await connection.closed;
    expect((await ask(`${url}/graph.dot`)).status).toBe(200);
  });

  it('by a refused request behind one that is answered gets no wrong answer', async () => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    const requestOf = (line: string) => `${line} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    connection.send(requestOf('GET /metrics') + requestOf('CONNECT a:1'));
    expect(await connection.closed).not.toContain(' 405 ');
  });

  it.each([
    ['without a host', '', /^HTTP\/1\.1 403 .*own names/s],
    ['with an expectation', 'Host: localhost\r\nExpect: tea\r\n', /^HTTP\/1\.1 417 .*is met\./s],
  ])('by a request %s gets a sentence', async (_, headers, answer) => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send(`GET / HTTP/1.1\r\nConnection: close\r\n${headers}\r\n`);
    expect(await connection.closed).toMatch(answer);
  });

  it('by what is no HTTP is cut off', async () => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send('\u0016\u0003\u0001 hello\r\n\r\n');
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 .*This is no HTTP request\.\n$/s);
  });

  it('behind an answer gets no second one', async () => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send('GET /snapshot.json HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await expect.poll(() => connection.received).toContain('"schema"');
    connection.send('no HTTP\r\n\r\n');
    expect((await connection.closed).match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('as a proxy is refused in a sentence', async () => {
    const {url} = await serve();
    const connection = new RawConnection(url);
    connection.send('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n');
    const answer = await connection.closed;
    expect(answer).toMatch(/^HTTP\/1\.1 405 .*Allow: GET, HEAD\r\n.*is no proxy/s);
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
