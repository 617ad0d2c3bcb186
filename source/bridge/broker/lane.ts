/** The stream of one lane: what it holds, how a sender takes it over, and how it is made. */
import type {StoredMsg} from '@nats-io/jetstream';
import {FatalError} from '../../engine/index.ts';
import type {Session} from './link.ts';
import {batchSubject, endHeader, laneStream, positionHeader} from './names.ts';

/** The broker's error codes that are answers. */
export const answers = {wrongLast: 10_071, full: 10_077, streamNotFound: 10_059} as const;

/** An expectation that no stream meets. */
const impossibleSequence = Number.MAX_SAFE_INTEGER;

/** What a lane's stream holds. */
export interface LaneContent {
  /** Sequence numbers of the first and the last message; 0 without any so far. */
  readonly first: number;
  readonly last: number;
  /** The position after the last message: how many messages the lane was given. */
  readonly endMessages: number;
  /** The lane's last message ends it. */
  readonly isEnded: boolean;
}

/** How a stream is made. */
export interface LaneOptions {
  /** Batches that the stream holds. */
  readonly batches: number;
  readonly storage: 'file' | 'memory';
}

/** Returns the broker's code of an error; `undefined` for an error of another kind. */
export function codeOf(error: unknown): number | undefined {
  const {code} = error as {readonly code?: unknown};
  return typeof code === 'number' ? code : undefined;
}

/** Creates the stream of a lane. It refuses what it has no room for. */
export async function createLane(
  {manager}: Session,
  stream: string,
  lane: number,
  {batches, storage}: LaneOptions,
): Promise<void> {
  const {RetentionPolicy, DiscardPolicy, StorageType} = await import('@nats-io/jetstream');
  await manager.streams.add({
    name: laneStream(stream, lane),
    subjects: [batchSubject(stream, lane, 'none')],
    retention: RetentionPolicy.Limits,
    storage: storage === 'file' ? StorageType.File : StorageType.Memory,
    max_msgs: batches,
    discard: DiscardPolicy.New,
    allow_direct: true,
  });
}

/**
 * Makes this life of a sender the only one whose batches the stream takes, and returns what the
 * stream holds then. Batches of an earlier life that are under way are in it, or will be refused.
 * @param life a name that no other life has
 * @throws {FatalError} if the stream is gone
 */
export async function takeOverLane(
  session: Session,
  stream: string,
  lane: number,
  life: string,
  messageBytes: number,
): Promise<LaneContent & {readonly batches: number}> {
  const subject = batchSubject(stream, lane, life);
  const {config} = await orGone(
    session.manager.streams.update(laneStream(stream, lane), {subjects: [subject]}),
    laneStream(stream, lane),
  );
  // The stream handles publications in turn. Once it has answered this one, it has handled all of
  // the lives before.
  try {
    await session.jetstream.publish(subject, '', {expect: {lastSequence: impossibleSequence}});
  } catch (error) {
    if (codeOf(error) !== answers.wrongLast) throw error;
  }
  const content = await readLane(session, stream, lane, messageBytes);
  return {...content, batches: config.max_msgs};
}

/**
 * Reads what the stream of a lane holds.
 * @throws {FatalError} if the stream is gone, or its last message is
 */
export async function readLane(
  session: Session,
  stream: string,
  lane: number,
  messageBytes: number,
): Promise<LaneContent> {
  const name = laneStream(stream, lane);
  const {state} = await orGone(session.manager.streams.info(name), name);
  const {first_seq: first, last_seq: last} = state;
  if (last === 0) return {first: 1, last, endMessages: 0, isEnded: false};
  const message = await session.manager.direct.getMessage(name, {seq: last});
  if (message === null) {
    throw new FatalError(`stream ${name} has lost its last message, number ${last}`);
  }
  return {first, last, ...readEnd(message, messageBytes)};
}

/** Returns the position of a message's first word in its lane. */
export function readPosition({header}: Pick<StoredMsg, 'header'>): number {
  return Number(header.get(positionHeader));
}

function readEnd(message: StoredMsg, messageBytes: number) {
  const isEnded = message.header.has(endHeader);
  return {endMessages: readPosition(message) + message.data.length / messageBytes, isEnded};
}

/**
 * Awaits a request that concerns a stream.
 * @throws {FatalError} if the stream is gone
 */
export async function orGone<Value>(request: Promise<Value>, name: string): Promise<Value> {
  try {
    return await request;
  } catch (error) {
    if (codeOf(error) !== answers.streamNotFound) throw error;
    throw new FatalError(`stream ${name} is gone: it was removed, or its broker has lost it`);
  }
}
