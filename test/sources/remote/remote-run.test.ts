// A run elsewhere: a real server and a real connection, with Snapshots of the test's own.
import {createServer, type Server} from 'node:http';
import net, {type AddressInfo} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {openTelemetry, type TelemetryServer} from '../../../source/server/server.ts';
import {RemoteError, RemoteRun} from '../../../source/sources/remote/remote-run.ts';
import {type FakeEngine, fakeEngine} from '../../helpers/fake-engine.ts';
import {cleanStop, fixedSnapshot} from '../../helpers/snapshot.ts';

const open: {close(): unknown}[] = [];

afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function serve(port = 0): Promise<{server: TelemetryServer; engine: FakeEngine; url: URL}> {
  const server = await openTelemetry(port);
  open.push(server);
  const engine = fakeEngine(fixedSnapshot());
  server.serve(engine);
  return {server, engine, url: new URL(server.url)};
}

async function attach(url: URL): Promise<RemoteRun> {
  const remote = await RemoteRun.connect(url);
  open.unshift(remote);
  return remote;
}

/** Resolves when the run says that it has changed and `isTrue`. */
async function until(remote: RemoteRun, isTrue: () => boolean): Promise<void> {
  if (isTrue()) return;
  await new Promise<void>((resolve) => {
    const unsubscribe = remote.subscribe(() => {
      if (!isTrue()) return;
      unsubscribe();
      resolve();
    });
  });
}

/** A server of something else. */
async function impostor(answer: Parameters<typeof createServer>[1]): Promise<URL> {
  const server: Server = createServer({}, answer as never);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

describe('a run elsewhere', () => {
  it('shows what it shows there', async () => {
    const {engine, url} = await serve();
    const remote = await attach(url);
    expect(remote.getSnapshot()).toEqual(engine.getSnapshot());
    engine.publish(fixedSnapshot({earlierSegments: 7}));
    await until(remote, () => remote.getSnapshot().earlierSegments === 7);
    expect(remote.getStatus()).toEqual({text: `attached to ${url.host}`, isAlert: false});
  });

  it('that is lost is told as lost, with its last picture, and found again', async () => {
    const {server, engine, url} = await serve();
    const remote = await attach(url);
    engine.publish(fixedSnapshot({earlierSegments: 7}));
    await until(remote, () => remote.getSnapshot().earlierSegments === 7);
    await server.close();
    await until(remote, () => remote.getStatus().isAlert);
    expect(remote.getStatus().text).toBe(`LOST ${url.host}, retrying`);
    expect(remote.getSnapshot().earlierSegments).toBe(7);
    const again = await serve(Number(url.port));
    again.engine.replace(fixedSnapshot({earlierSegments: 1}));
    await until(remote, () => !remote.getStatus().isAlert);
    expect(remote.getSnapshot().earlierSegments).toBe(1);
  });

  it('that has ended is not lost', async () => {
    const {server, engine, url} = await serve();
    const remote = await attach(url);
    engine.publish(fixedSnapshot({state: 'stopped', stop: cleanStop}));
    await until(remote, () => remote.getSnapshot().stop !== null);
    await server.close();
    const next = await serve(Number(url.port));
    next.engine.replace(fixedSnapshot({elapsedSeconds: 1}));
    await until(remote, () => remote.getSnapshot().stop === null);
    expect(remote.getStatus()).toEqual({text: `attached to ${url.host}, run 2`, isAlert: false});
  });

  it('of another identity is another run, however late it begins', async () => {
    const {server, url} = await serve();
    const remote = await attach(url);
    await server.close();
    await until(remote, () => remote.getStatus().isAlert);
    const next = await serve(Number(url.port));
    next.engine.replace(fixedSnapshot({runId: 'another', elapsedSeconds: 1_000}));
    await until(remote, () => !remote.getStatus().isAlert);
    expect(remote.getStatus().text).toBe(`attached to ${url.host}, run 2`);
  });

  it('is found below the path of a proxy, with the token of its address', async () => {
    const asked: (string | undefined)[] = [];
    const url = await impostor(({url: target}, response) => {
      asked.push(target);
      response.writeHead(200, {'content-type': 'text/event-stream'});
      response.write(`data: ${JSON.stringify(fixedSnapshot())}\n\n`);
    });
    const remote = await attach(new URL('/proxy/9900/?token=secret', url));
    expect(asked).toEqual(['/proxy/9900/events?token=secret']);
    expect(remote.getSnapshot().runId).toBe(fixedSnapshot().runId);
  });

  it('is let go when nobody watches any more', async () => {
    const {engine, url} = await serve();
    const remote = await attach(url);
    remote.close();
    while (engine.listenerCount > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe('what is no run is refused:', () => {
  const settings = {...fixedSnapshot().settings, '\u001B]0;title\u0007': {}};
  const hostile = `data: ${JSON.stringify({...fixedSnapshot(), settings})}\n\n`;

  it('one that speaks another protocol', async () => {
    const server = net.createServer((socket) => {
      socket.once('data', () =>
        socket.end('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const {port} = server.address() as AddressInfo;
    const url = new URL(`http://127.0.0.1:${port}`);
    await expect(RemoteRun.connect(url)).rejects.toThrow('it closed the connection');
  });

  it('one that keeps the connection open without a Snapshot', async () => {
    const url = await impostor((_request, response) => {
      response.writeHead(200, {'content-type': 'text/event-stream'});
      const timer = setInterval(() => response.write(': alive\n\n'), 200);
      response.on('close', () => clearInterval(timer));
    });
    await expect(RemoteRun.connect(url)).rejects.toThrow('it sends no Snapshot');
  });

  it('an address where nothing answers', async () => {
    const {server, url} = await serve();
    await server.close();
    await expect(RemoteRun.connect(url)).rejects.toThrow('nothing answers there');
  });

  it.each([
    [404, 'text/event-stream', '', 'it answers with status 404'],
    [200, 'text/html', '<html>', 'it does not send events'],
    [200, 'text/event-stream', 'data: {"schema":2}\n\n', 'something else than Snapshots'],
    [200, 'text/event-stream', `data: ${'x'.repeat(5_000_000)}`, 'it sends too much'],
    [200, 'text/event-stream', '', 'it closed the connection'],
    [200, 'text/event-streams', '', 'it does not send events'],
    [200, 'Text/Event-Stream; charset=utf-8', '', 'it closed the connection'],
    [200, 'text/event-stream', hostile, 'its settings. ]0;title  is not as expected'],
  ])('one that answers %d, %s, %.20j', async (status, contentType, body, why) => {
    const url = await impostor((_request, response) => {
      response.writeHead(status, {'content-type': contentType});
      response.end(body);
    });
    await expect(RemoteRun.connect(url)).rejects.toThrow(RemoteError);
    await expect(RemoteRun.connect(url)).rejects.toThrow(why);
  });

  it('one that falls silent', async () => {
    const url = await impostor((_request, response) => {
      response.writeHead(200, {'content-type': 'text/event-stream'});
      response.write(':\n\n');
    });
    await expect(RemoteRun.connect(url)).rejects.toThrow('it has fallen silent');
  }, 10_000);
});
