// The page in a real browser, over a real run.
import {readFile} from 'node:fs/promises';
import {instance} from '@viz-js/viz';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {hasBrowser, launchBrowser} from '../helpers/browser.ts';
import {ProgramRun} from '../helpers/built.ts';

describe.skipIf(!hasBrowser)('the page', () => {
  let browser: Browser;
  let page: Page;
  let run: ProgramRun;
  let url = '';
  /** What the browser complains of, and what it asks for elsewhere. */
  const complaints: string[] = [];

  beforeAll(async () => {
    [browser, run] = [
      await launchBrowser(),
      new ProgramRun(['--plain', '--port', '0', '--rate', '20']),
    ];
    url = await run.telemetryUrl();
    page = await browser.newPage({colorScheme: 'light', acceptDownloads: true});
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) {
        complaints.push(request.url());
      }
    });
    await page.goto(url);
  });

  afterAll(async () => {
    run?.kill('SIGKILL');
    await browser?.close();
  });

  const text = async (selector: string) => (await page.textContent(selector)) ?? '';
  const shows = async (selector: string, pattern: RegExp) => {
    await page.locator(selector).filter({hasText: pattern}).first().waitFor();
  };

  it('is live, in words and in its title', async () => {
    await shows('#link', /^live$/);
    await shows('#now', /\d [MG]\/s/);
    expect(await page.title()).toMatch(/^live [\d.]+ [MG]\/s · fizzbuzz-tui$/);
  });

  it('shows numbers that grow', async () => {
    const total = () =>
      page.locator('#channels tbody tr').first().locator('td').nth(4).textContent();
    const before = await total();
    expect(before).toMatch(/^[\d,]+$/);
    await expect.poll(total, {timeout: 10_000}).not.toBe(before);
  });

  it('draws the graph of the pipeline', async () => {
    await page.locator('#graph svg').waitFor();
    const titles = await page.locator('#graph svg g.node title').allTextContents();
    expect(titles.toSorted()).toEqual(['generator', 'heartbeat', 'logger', 'worker']);
    expect(await page.locator('#graph svg g.edge').count()).toBe(3);
    expect(await page.getAttribute('#graph', 'aria-label')).toMatch(/generator to worker: Window/);
  });

  it('gives the graph away as DOT and as SVG', async () => {
    const download = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', {name}).click(),
      ]);
      return await readFile(await file.path(), 'utf8');
    };
    const viz = await instance();
    expect(() => viz.renderJSON('digraph {')).toThrow();
    expect(viz.renderJSON(await download('Download DOT'))).toMatchObject({name: 'G'});
    expect(await download('Download SVG')).toMatch(/^<svg .*<\/svg>$/s);
  });

  it('shows actors, channels and tallies in tables that say what is what', async () => {
    expect(await page.locator('#actors tbody tr').count()).toBe(4);
    expect(await page.locator('#channels meter').count()).toBe(3);
    expect(await text('#tallies')).toMatch(/fizz.*26\.667 %/);
    expect(await page.getByRole('rowheader', {name: 'worker'}).count()).toBe(1);
  });

  it('says what limits the pipeline', async () => {
    await shows('#limit', /^heartbeat: each beat releases 524,288/);
  });

  it('is refreshed as often as the reader likes, by keyboard', async () => {
    await page.getByLabel('Refresh').focus();
    await page.getByLabel('Refresh').selectOption('on hold');
    const total = await text('#channels');
    await page.getByLabel('Refresh').selectOption('5 a second');
    await expect.poll(() => text('#channels'), {timeout: 10_000}).not.toBe(total);
  });

  it('is dark for those who like it dark', async () => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByLabel('Theme').selectOption('dark');
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.emulateMedia({colorScheme: 'dark'});
    await page.getByLabel('Theme').selectOption('system');
    expect(await ground()).toBe(dark);
    await page.reload();
    await shows('#link', /^live$/);
  });

  it.each([360, 800, 1_600])('fits a screen of %d pixels', async (width) => {
    await page.setViewportSize({width, height: 800});
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  });

  it('says that a run which is held up is stale, and that it is live again', async () => {
    run.kill('SIGSTOP');
    await shows('#link', /^stale$/);
    expect(await page.title()).toMatch(/^stale · /);
    run.kill('SIGCONT');
    await shows('#link', /^live$/);
  });

  it('says that the run has ended and keeps the last picture', async () => {
    run.kill('SIGTERM');
    const {stdout} = await run.outcome;
    const [, total] = /Generator shutting down\. Total generated: (\d+)/.exec(stdout) ?? [];
    await shows('#link', /^stopped$/);
    expect(await page.title()).toMatch(/^stopped · /);
    await shows('#machine', /clean, verified/);
    const shown = await page
      .locator('#channels tbody tr')
      .first()
      .locator('td')
      .nth(4)
      .textContent();
    expect(shown?.replaceAll(',', '')).toBe(total);
    expect(await page.locator('#graph svg').count()).toBe(1);
  });

  it('asked for nothing elsewhere, and had nothing to complain of', () => {
    // Once the run is gone, the browser may say that it does not answer any more.
    expect(
      complaints.filter((text) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE/.test(text)),
    ).toEqual([]);
  });
});
