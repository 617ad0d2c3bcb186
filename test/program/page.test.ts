// The page in a real browser, over a real run.
import {readFile} from 'node:fs/promises';
import {instance} from '@viz-js/viz';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {hasBrowser, launchBrowser} from '../helpers/browser.ts';
import {ProgramRun} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';

/** What is not wholly on the page: elements beyond its sides, and texts beyond their boxes. */
function findCut(): string[] {
  const {clientWidth, scrollWidth} = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll('body *')) {
    // Heads of tables that are read and not seen.
    if (element.closest('.unseen') || element.closest('thead')?.clientWidth === 1) continue;
    const {left, right, bottom, width} = element.getBoundingClientRect();
    const what = `${element.tagName} ${element.id} ${element.textContent?.slice(0, 30)}`;
    if (width > 0 && (left < -1 || right > clientWidth + 1)) found.push(`${what} is beside it`);
    if (element instanceof SVGElement) {
      const box = element.ownerSVGElement?.getBoundingClientRect();
      const isOutside =
        box !== undefined &&
        (left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 1);
      if (element.tagName === 'text' && width > 0 && isOutside) found.push(`${what} is cut`);
    } else if (
      element.clientWidth > 0 &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).display !== 'inline'
    ) {
      found.push(`${what} is ${element.scrollWidth} wide in ${element.clientWidth}`);
    }
  }
  return found;
}

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

  it('draws the pipeline from its parts, alive', async () => {
    await page.locator('#diagram g.node').first().waitFor();
    const titles = await page.locator('#diagram g.node > title').allTextContents();
    expect(titles.toSorted()).toEqual(['generator', 'heartbeat', 'logger', 'worker']);
    expect(await page.locator('#diagram g.edge').count()).toBe(3);
    const label = await page.getAttribute('#diagram', 'aria-label');
    expect(label).toMatch(/generator to worker: values, filled \d+ %/);
    // On a busy machine, another actor than the heartbeat can be the limit for a while.
    const limit = () => page.locator('#diagram g.node.limit > title').allTextContents();
    const isSame = async () => (await limit()).join() === (await text('#limit'));
    await expect.poll(isSame, {timeout: 60_000}).toBe(true);
    expect(await page.locator('#diagram .tag-text').textContent()).toBe('LIMIT');
    const spark = () => page.locator('#diagram g.edge .spark').first().getAttribute('d');
    const before = await spark();
    await expect.poll(spark, {timeout: 10_000}).not.toBe(before);
  });

  it('draws the throughput of the run from its start, for a tab that comes late', async () => {
    await expect
      .poll(async () => (await text('#clock')) > '00:00:04', {timeout: 20_000})
      .toBe(true);
    const late = await browser.newPage();
    await late.goto(url);
    const points = async () => {
      const path = await late.locator('#chart .head').first().getAttribute('d');
      return path?.split('L').length;
    };
    // A point each quarter of a second, though the tab has seen only moments of the run. The
    // first paths can be drawn before the history has arrived.
    await expect.poll(points, {timeout: 10_000}).toBeGreaterThan(8);
    await late.close();
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
    expect(await text('#tallies')).toMatch(/Fizz.*26\.667 %/);
    await shows('#verdict', /^as expected$/);
    expect(await page.getByRole('rowheader', {name: 'worker'}).count()).toBe(1);
  });

  it('says what limits the pipeline', async () => {
    await shows('#limit', /^heartbeat$/);
    await shows(
      '#reason',
      /^50 beats\/s × 524,288 messages allow 26\.2 M\/s; the worker rests \d+ %/,
    );
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

  it.each([320, 390, 768, 1_280, 1_920, 2_560])('is cut nowhere on %d pixels', async (width) => {
    await page.setViewportSize({width, height: 800});
    await expect
      .poll(() => page.evaluate(() => document.querySelector('#diagram')?.clientWidth ?? 9e9))
      .toBeLessThanOrEqual(width);
    await expect.poll(() => page.evaluate(findCut), {timeout: 10_000}).toEqual([]);
  });

  it('has tables that are tables for screen readers, also where rows are blocks', async () => {
    for (const width of [320, 1_280]) {
      await page.setViewportSize({width, height: 800});
      expect(await page.getByRole('columnheader', {name: 'waits for'}).count()).toBe(1);
      expect(await page.getByRole('rowheader', {name: 'worker'}).count()).toBe(1);
      expect(await page.getByRole('cell', {name: 'generator → worker'}).count()).toBe(1);
    }
  });

  longTest('says that a run which is held up is stale, and that it is live again', async () => {
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
    expect(await page.locator('#diagram g.node').count()).toBe(4);
  });

  it('asked for nothing elsewhere, and had nothing to complain of', () => {
    // Once the run is gone, the browser may say that it does not answer any more.
    expect(
      complaints.filter((text) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE/.test(text)),
    ).toEqual([]);
  });
});
