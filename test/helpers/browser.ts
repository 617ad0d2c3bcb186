/** A real browser: Debian's Chromium, where it is installed. */
import {existsSync} from 'node:fs';
import {type Browser, chromium} from 'playwright-core';

const candidates = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = candidates.find((path) => existsSync(path));

/**
 * Whether browser tests can run here. They are skipped, loudly, where they cannot, unless
 * REQUIRE_BROWSER=1.
 */
export const hasBrowser = executablePath !== undefined;

if (!hasBrowser) {
  const words = 'no Chromium found: the page is NOT tested in a browser (apt install chromium)';
  if (process.env.REQUIRE_BROWSER === '1') throw new Error(words);
  process.emitWarning(words);
}

export async function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('there is no browser');
  // The sandbox needs rights that root in a container does not have.
  return await chromium.launch({executablePath, args: ['--no-sandbox']});
}
