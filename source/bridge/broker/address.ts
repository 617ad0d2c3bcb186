/**
 * The address of a broker and what it needs to know who connects. Both are read from the command
 * line and the environment, under the names that NATS's own tools use.
 */
import {readFileSync} from 'node:fs';
import type {NodeConnectionOptions} from '@nats-io/transport-node';
import {DefinitionError, errorMessage} from '../../engine/index.ts';

/** The environment variables that are read. Views and logs never show their values. */
export const credentialVariables = [
  'NATS_CREDS',
  'NATS_NKEY',
  'NATS_USER',
  'NATS_PASSWORD',
  'NATS_TOKEN',
  'NATS_CA',
  'NATS_CERT',
  'NATS_KEY',
] as const;

type Credentials = Pick<NodeConnectionOptions, 'user' | 'pass' | 'token' | 'tls' | 'authenticator'>;

/** Parses `nats://host:port` or `tls://host:port`; the port is optional. */
export function parseBroker(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBroker = url !== undefined && ['nats:', 'tls:'].includes(url.protocol);
  return isBroker && url.hostname !== '' && url.pathname.length <= 1 ? url : undefined;
}

/** Formats the address of a broker without a user and a password. */
export function formatBroker(text: string): string {
  const url = parseBroker(text);
  return url === undefined ? 'the broker' : `${url.protocol}//${url.host}`;
}

/**
 * Returns the options of a connection.
 * @throws {DefinitionError} if the address is none, or a file of the environment cannot be read
 */
export async function readConnectionOptions(
  broker: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<NodeConnectionOptions> {
  const url = parseBroker(broker);
  if (url === undefined) throw new DefinitionError('a broker takes an address as nats://host:port');
  return {servers: url.host, ...(await readCredentials(url, env))};
}

async function readCredentials(url: URL, env: NodeJS.ProcessEnv): Promise<Credentials> {
  const {credsAuthenticator, nkeyAuthenticator} = await import('@nats-io/transport-node');
  const {NATS_CREDS: creds, NATS_NKEY: nkey, NATS_TOKEN: token} = env;
  const user = decodeURIComponent(url.username) || env.NATS_USER;
  const pass = decodeURIComponent(url.password) || env.NATS_PASSWORD;
  return {
    ...readTls(url, env),
    ...(token ? {token} : {}),
    ...(user ? {user, pass: pass ?? ''} : {}),
    ...(creds ? {authenticator: credsAuthenticator(readSecret('NATS_CREDS', creds))} : {}),
    ...(nkey ? {authenticator: nkeyAuthenticator(trim(readSecret('NATS_NKEY', nkey)))} : {}),
  };
}

function readTls({protocol}: URL, env: NodeJS.ProcessEnv): Credentials {
  const {NATS_CA: ca, NATS_CERT: cert, NATS_KEY: key} = env;
  if (protocol !== 'tls:' && !ca && !cert) return {};
  const text = (name: string, file: string) => new TextDecoder().decode(readSecret(name, file));
  return {
    tls: {
      ...(ca ? {ca: text('NATS_CA', ca)} : {}),
      ...(cert ? {cert: text('NATS_CERT', cert)} : {}),
      ...(key ? {key: text('NATS_KEY', key)} : {}),
    },
  };
}

function readSecret(name: string, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = errorMessage(error).split(',')[0];
    throw new DefinitionError(`${name} names a file that cannot be read: ${reason}`);
  }
}

/** Removes the line break at the end of a seed's file. */
function trim(seed: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(seed).trim());
}
