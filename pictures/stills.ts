/** Pictures of one run: the monitor, the lab, and the page. */

import {launchBrowser} from '../test/helpers/browser.ts';
import {Terminal} from '../test/helpers/terminal.ts';
import type {Scheme} from './scheme.ts';
import {calmArguments, colourEnvironment, pass, takeScreen, type View} from './session.ts';
import {drawStill} from './window.ts';

/** Saves a picture under its name. */
export type Save = (name: string, content: string | Uint8Array) => void;

const monitorSize = {columns: 140, rows: 40};
const labSize = {columns: 100, rows: 22};
const pageSize = {width: 1280, height: 900};
const pageMargin = 16;

/** Keys of the run, and when they are pressed, in seconds of the run. */
const keys: ReadonlyArray<readonly [seconds: number, key: string]> = [
  [12, 'z'],
  [22, '+'],
];
const pictureSeconds = 36;

interface Size {
  readonly columns: number;
  readonly rows: number;
}

type TextTest = (text: string) => boolean;

/** A machine that is busy with other work gets no picture of its alerts. */
const isCalm: TextTest = (text) => !/ALERT|NEARLY FULL/.test(text);

/** Takes all pictures of a run that stand still, in one scheme. */
export async function takeStills(scheme: Scheme, save: Save): Promise<void> {
  const args = [...calmArguments, '--theme', scheme.name, '--port', '0', '--beats', '0'];
  const terminal = new Terminal(args, {...monitorSize, env: colourEnvironment});
  const saveScreen = async (name: string, what: string, size: Size, isWanted: TextTest) => {
    const view: View = {...size, scheme};
    const screen = await takeScreen(terminal, view, isWanted);
    const description = `${what} of fizzbuzz-tui in a terminal of ${size.columns} × ${size.rows}`;
    const picture = drawStill(screen, {...view, title: 'fizzbuzz-tui', description});
    save(`${name}-${scheme.name}.svg`, picture);
  };
  try {
    await playRun(terminal);
    await saveScreen('monitor', 'The monitor', monitorSize, isCalm);
    save(`page-${scheme.name}.png`, await takePage(await pageUrl(terminal), scheme));
    terminal.resize(labSize.columns, labSize.rows);
    terminal.type('l');
    await saveScreen('lab', 'The lab', labSize, (text) => / Lab /.test(text));
    terminal.type('q');
    await terminal.exitCode;
  } finally {
    terminal.hangUp();
  }
}

async function playRun(terminal: Terminal): Promise<void> {
  for (const [seconds, key] of keys) {
    await terminal.until(() => secondsOf(terminal) >= seconds, `second ${seconds} of the run`);
    terminal.type(key);
  }
  await terminal.until(() => secondsOf(terminal) >= pictureSeconds, 'the run to have a history');
}

/** The run's clock, as the first row shows it. */
function secondsOf(terminal: Terminal): number {
  const [, hours, minutes, seconds] = /(\d\d):(\d\d):(\d\d)/.exec(terminal.lines[0] ?? '') ?? [];
  return Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

/** The help names the address of the page. */
async function pageUrl(terminal: Terminal): Promise<string> {
  const pattern = /The page of this run: (http:\S+)/;
  terminal.type('?');
  await terminal.shows(pattern);
  const url = pattern.exec(terminal.text)?.[1] as string;
  terminal.type('?');
  return url;
}

async function takePage(url: string, scheme: Scheme): Promise<Uint8Array> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      colorScheme: scheme.name,
      viewport: pageSize,
      deviceScaleFactor: 1.5,
    });
    await page.goto(url);
    await page.locator('#link').filter({hasText: 'live'}).waitFor();
    await page.locator('#chart .head').first().waitFor();
    // The page has its sparklines only after some Snapshots.
    await pass(6_000);
    // Below the throughput, the page has tables.
    const chart = await page.locator('section:has(#chart)').boundingBox();
    const height = chart === null ? pageSize.height : chart.y + chart.height + pageMargin;
    return await page.screenshot({
      fullPage: true,
      clip: {x: 0, y: 0, width: pageSize.width, height: Math.ceil(height)},
    });
  } finally {
    await browser.close();
  }
}
