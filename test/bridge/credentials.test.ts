// The files of keys and credentials that NATS has.
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {
  createAccount,
  createOperator,
  createUser,
  encodeAccount,
  encodeOperator,
  encodeUser,
  fmtCreds,
} from '@nats-io/jwt';
import {describe, expect} from 'vitest';
import {runParts, startBroker} from '../helpers/bridge-program.ts';
import {hasBroker} from '../helpers/broker.ts';
import {runProgram} from '../helpers/built.ts';
import {freshPath} from '../helpers/folder.ts';
import {longTest} from '../helpers/sample.ts';

const unlimited = {
  ...{mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1},
  ...{conn: -1, subs: -1, data: -1, payload: -1},
};
const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** Starts a broker with a configuration, which is written into its folder. */
function startConfigured(toConfiguration: (folder: string) => string) {
  return startBroker((folder) => {
    mkdirSync(folder, {recursive: true});
    const file = path.join(folder, 'server.conf');
    writeFileSync(file, toConfiguration(folder));
    return ['-c', file];
  });
}

/** Runs a source that the broker must refuse, and returns what it prints. */
async function runRefused(address: string, env: Record<string, string>): Promise<string> {
  const args = ['--role', 'source', '--broker', address, '--plain'];
  const {code, stdout, stderr} = await runProgram(args, env);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^fizzbuzz-tui: the broker at nats:\S+ refused: .*Authorization.*\n$/i);
  return stderr;
}

describe.skipIf(!hasBroker)('over a broker', () => {
  longTest('an nkey signs in, another one is refused, and neither is shown', async () => {
    const [user, stranger] = [createUser(), createUser()];
    const broker = await startConfigured(
      () => `authorization: {users: [{nkey: ${user.getPublicKey()}}]}`,
    );

    const seeds = [user, stranger].map((keys, index) => {
      const file = freshPath(`${index}.nk`);
      writeFileSync(file, `${decode(keys.getSeed())}\n`);
      return file;
    });
    const [own = '', other = ''] = seeds;
    const refusal = await runRefused(broker.address, {NATS_NKEY: other});
    const output = await runParts(broker.address, {NATS_NKEY: own});
    for (const keys of [user, stranger]) {
      expect(output + refusal).not.toContain(decode(keys.getSeed()));
    }
  });

  longTest(
    'a file of credentials signs in, another one is refused, and neither is shown',
    async () => {
      const [operator, account, system] = [createOperator(), createAccount(), createAccount()];
      const signer = {signer: operator};
      const tokens = [
        [account, await encodeAccount('account', account, {limits: unlimited}, signer)],
        [system, await encodeAccount('system', system, {}, signer)],
      ] as const;
      const operatorToken = await encodeOperator('operator', operator);
      const broker = await startConfigured(
        () => `operator: ${operatorToken}
system_account: ${system.getPublicKey()}
resolver: MEMORY
resolver_preload: {
${tokens.map(([keys, token]) => `${keys.getPublicKey()}: ${token}`).join('\n')}
}`,
      );

      const write = async (name: string, issuer: typeof account) => {
        const user = createUser();
        const creds = decode(fmtCreds(await encodeUser(name, user, issuer), user));
        const file = freshPath(`${name}.creds`);
        writeFileSync(file, creds);
        return {file, seed: decode(user.getSeed())};
      };
      const [own, other] = [await write('own', account), await write('other', createAccount())];
      const refusal = await runRefused(broker.address, {NATS_CREDS: other.file});
      const output = await runParts(broker.address, {NATS_CREDS: own.file});
      expect(output + refusal).not.toContain(own.seed);
      expect(output + refusal).not.toContain(other.seed);
    },
  );
});
