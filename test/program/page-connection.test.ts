// How the page reaches its run: through proxies, in many tabs, after answers of all kinds, and from
// one run to the next. The browser, the server and the page are real, the run is not.
import {createServer, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import type {Snapshot} from '../../source/engine/index.ts';
import {hasBrowser, launchBrowser} from '../helpers/browser.ts';
import {sourceSnapshot} from '../helpers/edge.ts';
import {fakeEngine} from '../helpers/fake-engine.ts';
import {longTest, sampled} from '../helpers/sample.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {openTelemetry}: typeof import('../../source/server/server.ts') = await import(
  new URL('../../dist/server/server.js', import.meta.url).href
);

const open: {close(): unknown}[] = [];

/** A server of a run that goes on: a Snapshot each tenth of a second. */
async function serve(port = 0, overrides: Partial<Snapshot> = {}) {
  const server = await openTelemetry(port);
  let seconds = 0;
  const next = () => {
    seconds += 0.1;
    const {throughput} = fixedSnapshot();
    const messages = seconds * 1e6;
    const times = {elapsedSeconds: seconds, activeSeconds: seconds};
    return fixedSnapshot({...times, throughput: {...throughput, messages}, ...overrides});
  };
  const engine = fakeEngine(next());
  server.serve(engine);
  const timer = setInterval(() => engine.publish(next()), 100);
  const close = async () => {
    clearInterval(timer);
    await server.close();
  };
  open.push({close});
  return {url: server.url, close};
}

/** How a proxy treats a request. */
interface Manners {
  /** It passes only what is below this path. */
  readonly prefix?: string;
  /** It passes whole buffers of this size only. */
  readonly bufferBytes?: number;
  /** The first of these requests are answered by the proxy itself. */
  readonly refused?: {readonly path: string; readonly status: number; times: number};
}

/** A proxy in front of a server. Returns its address. */
async function proxy(target: string, {prefix = '', bufferBytes = 0, refused}: Manners) {
  const server = createServer(({url = '/', method = 'GET'}, response) => {
    if (!url.startsWith(prefix)) return answer(response, 404);
    const path = url.slice(prefix.length) || '/';
    if (refused?.path === path && refused.times-- > 0) return answer(response, refused.status);
    const asked = request(new URL(path, target), {method, agent: false}, (answered) => {
      response.writeHead(answered.statusCode ?? 500, answered.headers);
      let held = Buffer.alloc(0);
      answered.on('data', (chunk: Buffer) => {
        held = Buffer.concat([held, chunk]);
        const passed = bufferBytes === 0 ? held.length : held.length - (held.length % bufferBytes);
        if (passed > 0) response.write(held.subarray(0, passed));
        held = held.subarray(passed);
      });
      answered.on('end', () => response.end(held));
      answered.on('error', () => response.destroy());
    });
    asked.on('error', () => response.destroy());
    response.on('close', () => asked.destroy());
    asked.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`;
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, {'content-type': 'text/html'});
  response.end('<h1>no run here</h1>');
}

describe.skipIf(!hasBrowser)('the page reaches its run', () => {
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => await browser?.close());
  beforeEach(async () => {
    context = await browser.newContext();
    // Much longer than it takes on a busy machine.
    context.setDefaultTimeout(90_000);
  });
  afterEach(async () => {
    await context.close();
    for (const thing of open.splice(0)) await thing.close();
  });

  /** Opens a tab, with what the browser complains of. */
  async function openTab(url: string) {
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => complaints.push(message.text()));
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.goto(url);
    const shows = async (selector: string, text: RegExp) =>
      await tab.locator(selector).filter({hasText: text}).first().waitFor();
    return {tab, complaints, shows};
  }

  it('behind a proxy that serves it under a path and holds small writes back', async () => {
    const {url} = await serve(0, {state: 'paused', activeSeconds: 12, elapsedSeconds: 12});
    const {tab, complaints, shows} = await openTab(
      `${await proxy(url, {prefix: '/proxy/9900', bufferBytes: 16_384})}/`,
    );
    await shows('#link', /^live$/);
    await shows('#state', /^PAUSED$/);
    await tab.locator('#diagram g.node').first().waitFor();
    await tab.getByRole('link', {name: 'metrics'}).click();
    expect(await tab.textContent('body')).toContain('fizzbuzz_state');
    expect(complaints).toEqual([]);
  });

  it('in any number of tabs', async () => {
    const {url} = await serve();
    const tabs: Awaited<ReturnType<typeof openTab>>[] = [];
    for (let count = 0; count < 9; count++) tabs.push(await openTab(url));
    for (const {shows} of tabs) await shows('#link', /^live$/);
    // Those that stay go on when others are closed.
    for (const {tab} of tabs.slice(0, 8)) await tab.close();
    const clock = () => tabs[8]?.tab.textContent('#clock');
    const before = await clock();
    await expect.poll(clock, {timeout: 20_000}).not.toBe(before);
  });

  it.each(sampled([503, 502, 404, 200], 1))('by itself after an answer of %d', async (status) => {
    const {url} = await serve();
    const refused = {path: '/events', status, times: 2};
    const {shows} = await openTab(await proxy(url, {refused}));
    await shows('#link', /^live$/);
    expect(refused.times).toBeLessThan(0);
  });

  longTest('and draws its edges, in alarm while the broker is lost', async () => {
    const {url} = await serve(0, sourceSnapshot({lostAtSeconds: 12}));
    const {tab, complaints, shows} = await openTab(url);
    await shows('#diagram .edge.alarm', /not connected.*since 0:12/s);
    await shows('#diagram .peer', /workers/);
    await shows('#edges', /27 of 64.*send → workers.*not connected since 0:12/);
    expect(await tab.getAttribute('#diagram', 'aria-label')).toContain(
      'send to workers: broker, not connected since 0:12, filled 42 %',
    );
    expect(complaints).toEqual([]);
  });

  longTest('where the browser blocks storage and shared workers', async () => {
    const {url} = await serve();
    await context.addInitScript(() => {
      const fail = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'localStorage', {get: fail});
      Object.defineProperty(globalThis, 'SharedWorker', {value: fail});
    });
    const {tab, complaints, shows} = await openTab(url);
    await shows('#link', /^live$/);
    await tab.getByLabel('Theme').selectOption('dark');
    expect(complaints).toEqual([]);
  });

  longTest('where the shared worker cannot be loaded', async () => {
    const {url} = await serve();
    const path = '/assets/server/page/feed-worker.js';
    const refused = {path, status: 404, times: 1_000};
    const {shows} = await openTab(await proxy(url, {refused}));
    await shows('#link', /^live$/);
  });

  longTest('and asks again for a history that was refused', async () => {
    const {url} = await serve();
    const refused = {path: '/history.json', status: 503, times: 2};
    const {shows} = await openTab(await proxy(url, {refused}));
    await shows('#link', /^live$/);
    await expect.poll(() => refused.times, {timeout: 20_000}).toBeLessThan(0);
  });

  longTest('and the next run at its address, with a chart of its own', async () => {
    const first = await serve(0, {runId: 'first', activeSeconds: 500});
    const {tab, shows} = await openTab(first.url);
    await shows('#clock', /^00:08:20$/);
    await first.close();
    await shows('#link', /^stale$/);
    await serve(Number(new URL(first.url).port), {runId: 'second'});
    await shows('#link', /^live$/);
    await shows('#clock', /^00:00:/);
    const label = async () => (await tab.getAttribute('#chart', 'aria-label')) ?? '';
    await expect.poll(label, {timeout: 20_000}).toMatch(/the run, 0:\d\d so far/);
  });
});
