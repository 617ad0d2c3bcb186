/**
 * The presence of parts: a part answers requests while its connection is open. For a part whose
 * connection is closed, the broker answers at once that nobody listens.
 */
import type {NatsConnection} from '@nats-io/transport-node';
import {presenceSubject} from './names.ts';

const timeoutMs = 1_000;
const lookPeriodMs = 400;
/** A part is absent for a moment while its thread is replaced, so absence is checked twice. */
const looks = 2;
/** Looks at a part that was claimed and has not connected yet: for five seconds. */
const looksAtStart = 13;

/** Returns the name of a part, as it is in subjects and in the bucket. */
export function partName(lane: number): string {
  return lane < 0 ? 'source' : `lane-${lane}`;
}

/** Answers for a part as long as the connection is open. */
export function answerPresence(
  connection: NatsConnection,
  {stream, lane}: {readonly stream: string; readonly lane: number},
): void {
  connection.subscribe(presenceSubject(stream, partName(lane)), {
    callback: (_error, message) => void message.respond(''),
  });
}

/**
 * Whether a part is present. One that is connected but does not answer is present too.
 * @param isStarting the part's record says that its threads have not connected yet
 */
export async function isPresent(
  connection: NatsConnection,
  stream: string,
  lane: number,
  isStarting = false,
): Promise<boolean> {
  for (let left = isStarting ? looksAtStart : looks; left > 0; left--) {
    if (await answers(connection, stream, lane)) return true;
    if (left > 1) await new Promise((resolve) => setTimeout(resolve, lookPeriodMs));
  }
  return false;
}

async function answers(connection: NatsConnection, stream: string, lane: number) {
  const {TimeoutError, RequestError} = await import('@nats-io/transport-node');
  try {
    await connection.request(presenceSubject(stream, partName(lane)), '', {timeout: timeoutMs});
    return true;
  } catch (error) {
    if (error instanceof TimeoutError) return true;
    if (error instanceof RequestError && error.isNoResponders()) return false;
    throw error;
  }
}
