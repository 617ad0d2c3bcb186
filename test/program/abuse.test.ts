// Telemetry under abuse: the run goes on.
import {expect, onTestFinished} from 'vitest';
import {ProgramRun} from '../helpers/built.ts';
import {ask, RawConnection} from '../helpers/http.ts';
import {longTest} from '../helpers/sample.ts';

/** Resolves when the run has taken so many more beats. */
async function passBeats(url: string, beats: number): Promise<void> {
  const look = async () => JSON.parse((await ask(`${url}/snapshot.json`)).body).heartbeats;
  const before = await look();
  while ((await look()) < before + beats);
}

longTest(
  'a hundred listeners, slow headers, huge ones and bad hosts do no harm to the run',
  async () => {
    const run = new ProgramRun([
      '--plain',
      '--port',
      '0',
      '--json',
      '--capacity',
      '1024',
      '--rate',
      '4',
    ]);
    onTestFinished(() => run.kill('SIGKILL'));
    const url = await run.telemetryUrl();
    const listeners = Array.from({length: 100}, () => ask(`${url}/events`));
    const slow = Array.from({length: 30}, () => new RawConnection(url));
    for (const connection of slow) connection.send('GET / HTTP/1.1\r\nX: ');
    const refused: Promise<unknown>[] = [];
    const noise = setInterval(() => {
      for (const connection of slow) connection.send('x');
      new RawConnection(url).send(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
      refused.push(ask(`${url}/metrics`, {headers: {host: 'evil.example'}}));
    }, 20);
    await passBeats(url, 500);
    clearInterval(noise);
    // An answer that is under way when the run ends would be an error of this test.
    await Promise.all(refused);
    run.kill('SIGTERM');
    const {clean, verified, heartbeats, messages} = JSON.parse((await run.outcome).stdout);
    expect([clean, verified]).toEqual([true, true]);
    expect(heartbeats).toBeGreaterThan(500);
    for (const {body} of await Promise.all(listeners)) {
      const last = body.slice(body.lastIndexOf('data: {"schema"') + 'data: '.length);
      expect(JSON.parse(last).messages).toEqual(messages);
    }
    for (const connection of slow) connection.close();
  },
);
