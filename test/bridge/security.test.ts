// Brokers that are away, that want credentials or TLS, or that have lost what they had stored.
import {spawnSync} from 'node:child_process';
import {cpSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {startPipeline} from 'fizzbuzz-tui/engine';
import {describe, expect, test} from 'vitest';
import {messageBytes, sourceModule, startSink, startSource} from '../helpers/bridge-parts.ts';
import {runParts, startBroker} from '../helpers/bridge-program.ts';
import {hasBroker} from '../helpers/broker.ts';
import {runProgram, seen} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';

test('a broker that is away is one sentence', async () => {
  const {code, stdout, stderr} = await runProgram([
    ...['--role', 'source', '--broker', 'nats://me:secret@127.0.0.1:9', '--plain'],
  ]);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^fizzbuzz-tui: no broker at nats:\/\/127.0.0.1:9: .*ECONNREFUSED.*\n$/);
  expect(stderr).not.toContain('secret');
});

longTest('flags that contradict the role are one sentence', async () => {
  const sentence = async (...args: string[]) => {
    const {code, stderr} = await runProgram(args);
    expect(code).toBe(2);
    return stderr;
  };
  expect(await sentence('--role', 'source')).toBe(
    'fizzbuzz-tui: --role source needs --broker nats://host:port\n',
  );
  expect(await sentence('--broker', 'nats://localhost')).toBe(
    'fizzbuzz-tui: --broker needs --role source or --role worker\n',
  );
  expect(await sentence('--role', 'worker', '--broker', 'nats://localhost', '--fresh')).toBe(
    'fizzbuzz-tui: --fresh is for --role source\n',
  );
  expect(await sentence('--role', 'worker', '--broker', 'http://localhost')).toMatch(
    /^fizzbuzz-tui: --broker was given "http:\/\/localhost"; it takes an address as nats:/,
  );
});

describe.skipIf(!hasBroker)('over a broker', () => {
  longTest('a user and a password are checked, and never shown', async () => {
    const broker = await startBroker(() => ['--user', 'me', '--pass', 'secret']);
    const env = {NATS_USER: 'me', NATS_PASSWORD: 'secret'};
    const {code, stderr} = await runProgram(
      ['--role', 'source', '--broker', broker.address, '--plain'],
      {...env, NATS_PASSWORD: 'wrong-one'},
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^fizzbuzz-tui: the broker at nats:\S+ refused: Authorization Violation\n$/i,
    );
    const output = await runParts(broker.address, env);
    expect(`${output}${stderr}`).not.toMatch(/secret|wrong-one/);
  });

  longTest('a user and a password in the address are not shown either', async () => {
    const broker = await startBroker(() => ['--user', 'me', '--pass', 'secret']);
    const output = await runParts(broker.address.replace('nats://', 'nats://me:secret@'));
    expect(output).not.toContain('secret');
  });

  longTest('a token and an authority of certificates come from the environment', async () => {
    const broker = await startBroker((folder) => {
      const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
      const files = ['-keyout', key, '-out', cert, '-days', '2'];
      const made = spawnSync('openssl', [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        ...files,
        ...subject,
      ]);
      expect(made.status, made.stderr.toString()).toBe(0);
      return ['--auth', 'secret', '--tls', '--tlscert', cert, '--tlskey', key];
    });
    const address = broker.address.replace('nats://', 'tls://');
    const ca = path.join(broker.folder, 'cert.pem');
    const output = await runParts(address, {NATS_TOKEN: 'secret', NATS_CA: ca});
    expect(output).not.toContain('secret');
    const {code, stderr} = await runProgram(['--role', 'source', '--broker', address, '--plain'], {
      NATS_TOKEN: 'secret',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fizzbuzz-tui: no broker at tls:\S+: self.signed certificate\n$/);
    writeFileSync(path.join(broker.folder, 'not.creds'), '');
    const missing = await runProgram(['--role', 'worker', '--broker', address, '--plain'], {
      NATS_CREDS: '/no/such/file',
    });
    expect(missing.stderr).toMatch(
      /^fizzbuzz-tui: NATS_CREDS names a file that cannot be read: ENOENT/,
    );
  });

  longTest('a broker that has lost its tail is refused with both numbers', async () => {
    const broker = await startBroker();
    const payload = {
      ...{broker: broker.address, stream: 'tail', messageBytes},
      ...{blockMessages: 64, batches: 1_000},
    };
    const source = await startPipeline(sourceModule, {capacityMessages: 256, payload});
    const received = () => source.getSnapshot().channels[0]?.total ?? 0;
    await seen(source, () => received() >= 64);
    await broker.kill();
    const copy = `${broker.folder}-copy`;
    cpSync(broker.folder, copy, {recursive: true});
    await broker.restart();
    const before = received();
    await seen(source, () => received() > before + 1_000);
    await broker.kill();
    rmSync(broker.folder, {recursive: true});
    cpSync(copy, broker.folder, {recursive: true});
    rmSync(copy, {recursive: true});
    await broker.restart();
    expect((await source.finished).stop?.fault).toMatch(
      /: stream tail-0 ends after \d+ messages, but \d+ were acknowledged: its broker has lost its/,
    );
  });

  longTest('a long outage is logged once, and nothing is lost', async () => {
    const broker = await startBroker();
    const address = {broker: broker.address, stream: 'outage'};
    const source = startSource({...address, blockMessages: 1_024});
    const sink = startSink(address);
    await Promise.all([source.progressed(), sink.progressed()]);
    await broker.kill();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await broker.restart();
    await Promise.all([source.progressed(), sink.progressed()]);
    source.stop();
    for (const part of [source, sink]) {
      const {stop, lines} = await part.outcome();
      expect(stop, lines.join('\n')).toMatchObject({clean: true, verified: true});
      const outages = lines.filter((line) => line.includes('is not connected'));
      expect(outages).toEqual([
        `The broker at ${broker.address} is not connected: the connection was closed; ` +
          'it is tried again',
      ]);
    }
  });
});
