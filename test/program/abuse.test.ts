// Telemetry under abuse: the run goes on at its rate, which is measured, so nothing else may run meanwhile.
import {expect, onTestFinished, test} from 'vitest';
import {ProgramRun} from '../helpers/built.ts';
import {ask, RawConnection} from '../helpers/http.ts';

/** Messages a second from one Snapshot of the run to another, some time later. */
async function rateOver(url: string, ms: number): Promise<number> {
  const look = async () => JSON.parse((await ask(`${url}/snapshot.json`)).body);
  const before = await look();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const after = await look();
  const messages = after.messages.logged - before.messages.logged;
  return messages / (after.elapsedSeconds - before.elapsedSeconds);
}

test('a hundred listeners, slow headers, huge ones and bad hosts do no harm to the run', async () => {
  const run = new ProgramRun(['--plain', '--port', '0', '--json']);
  onTestFinished(() => run.kill('SIGKILL'));
  const url = await run.telemetryUrl();
  const quiet = await rateOver(url, 1_000);
  const listeners = Array.from({length: 100}, () => ask(`${url}/events`));
  const slow = Array.from({length: 30}, () => new RawConnection(url));
  for (const connection of slow) connection.send('GET / HTTP/1.1\r\nX: ');
  const noise = setInterval(() => {
    for (const connection of slow) connection.send('x');
    new RawConnection(url).send(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    void ask(`${url}/metrics`, {headers: {host: 'evil.example'}});
  }, 20);
  const noisy = await rateOver(url, 2_000);
  clearInterval(noise);
  run.kill('SIGTERM');
  const {clean, verified, messages} = JSON.parse((await run.outcome).stdout);
  expect([clean, verified]).toEqual([true, true]);
  expect(noisy).toBeGreaterThan(0.8 * quiet);
  for (const {body} of await Promise.all(listeners)) {
    const last = body.slice(body.lastIndexOf('data: {"schema"') + 'data: '.length);
    expect(JSON.parse(last).messages).toEqual(messages);
  }
  for (const connection of slow) connection.close();
});
