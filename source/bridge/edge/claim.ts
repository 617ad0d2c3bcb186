/**
 * The start of a part: finds or makes the edge at the broker, and claims the part's place in it. It
 * runs on the main thread, before the part's threads are started.
 */
import {DefinitionError, errorMessage, FatalError} from '../../engine/index.ts';
import {formatBroker} from '../broker/address.ts';
import {streamNamePattern} from '../broker/forms.ts';
import {answers, codeOf} from '../broker/lane.ts';
import {connectOnce, type Session} from '../broker/link.ts';
import {laneStream} from '../broker/names.ts';
import {isPresent, partName} from '../broker/presence.ts';
import {type EdgeRecord, keys, type PartRecord, Records, type Revised} from '../broker/records.ts';
import type {EdgeOptions} from './edge.ts';
import {type EdgeAddress, findOrCreateEdge, type SourceRequest} from './setup.ts';

const waitMs = 500;

/** A place in an edge. */
export interface Claim {
  readonly options: EdgeOptions;
  /** The record of the lives before; `undefined` for the first life. */
  readonly record: PartRecord | undefined;
}

/**
 * Claims the place of the source of an edge, which it makes if there is none.
 * @throws {FatalError} with a sentence if the broker is away, or the edge has a source or has ended
 */
export async function claimSource(request: SourceRequest): Promise<Claim> {
  return await withSession(request, async (session) => {
    const {stream, isFresh = false} = request;
    const earlier = await Records.open(session, stream);
    const {isStarting} = (await earlier?.read<PartRecord>(keys.source))?.value ?? {};
    if (await isPresent(session.connection, stream, -1, isStarting)) {
      throw new FatalError(`stream ${stream} has a source already, which is connected`);
    }
    const {records, edge} = await findOrCreateEdge(session, request, isFresh);
    const present = await records.read<PartRecord>(keys.source);
    if (present?.value.isEnded) {
      const {messages} = present.value;
      throw new FatalError(
        `stream ${stream} has ended after ${messages} messages; --fresh begins another one`,
      );
    }
    const claimed = await claim(session, records, request, edge, -1, present);
    if (claimed !== undefined) return claimed;
    throw new FatalError(`another process has just become the source of stream ${stream}`);
  });
}

/**
 * Claims a lane of an edge that no present receiver has. Waits for a source to make the edge.
 * @param onWait is called once with a sentence if it waits
 * @throws {FatalError} with a sentence if the broker is away, or no lane is left
 */
export async function claimLane(
  address: EdgeAddress,
  onWait: (text: string) => void = () => {},
): Promise<Claim> {
  return await withSession(address, async (session) => {
    const {records, edge} = await awaitEdge(session, address, onWait);
    for (;;) {
      const [lane, present] = await findLane(session, records, address.stream, edge);
      const claimed = await claim(session, records, address, edge, lane, present);
      if (claimed !== undefined) return claimed;
      // Another process was faster. There may be another lane.
    }
  });
}

type LaneRecord = readonly [lane: number, present: Revised<PartRecord> | undefined];

/** Looks at several lanes whose workers are away, before one of them is taken over. */
const looksAtAway = 7;

/**
 * Returns a lane that has no worker and has not ended, with its record. A lane that had no worker
 * yet comes first. If several workers are away, some may only have to connect again: they get about
 * three seconds.
 */
async function findLane(
  session: Session,
  records: Records,
  stream: string,
  {lanes}: EdgeRecord,
): Promise<LaneRecord> {
  for (let left = looksAtAway; ; left--) {
    const away = await findAway(session, records, stream, lanes);
    const unclaimed = away.find(([, record]) => record === undefined);
    const [first] = away as [LaneRecord];
    if (unclaimed !== undefined) return unclaimed;
    if (away.length === 1 || left === 0) return first;
  }
}

/**
 * Returns the lanes that have not ended and whose workers are away.
 * @throws {FatalError} if there are none
 */
async function findAway(
  {connection}: Session,
  records: Records,
  stream: string,
  lanes: number,
): Promise<readonly LaneRecord[]> {
  const found = await Promise.all(
    Array.from({length: lanes}, (_, lane) => records.read<PartRecord>(keys.lane(lane))),
  );
  const open = [...found.entries()].filter(([, record]) => record?.value.isEnded !== true);
  if (open.length === 0) {
    throw new FatalError(`stream ${stream} has ended, and all of it is processed`);
  }
  const arePresent = await Promise.all(
    open.map(([lane, record]) =>
      isPresent(connection, stream, lane, record?.value.isStarting === true),
    ),
  );
  const away = open.filter((_, index) => !arePresent[index]);
  if (away.length > 0) return away;
  const which = lanes === 1 ? 'the lane' : `each of the ${open.length} lanes that are left`;
  throw new FatalError(`${which} of stream ${stream} has a worker, which is connected`);
}

/** The records of all parts of an edge. */
export interface EdgeState {
  readonly edge: EdgeRecord;
  readonly source: PartRecord | undefined;
  readonly lanes: ReadonlyArray<PartRecord | undefined>;
}

/**
 * Reads the records of all parts of an edge.
 * @throws {FatalError} if the broker or the edge is away
 */
export async function readEdge(address: EdgeAddress): Promise<EdgeState> {
  return await withSession(address, async (session) => {
    const records = await Records.open(session, address.stream);
    const edge = await records?.read<EdgeRecord>(keys.edge);
    if (records === undefined || edge === undefined) {
      throw new FatalError(`there is no stream ${address.stream}`);
    }
    const lanes = Array.from({length: edge.value.lanes}, (_, lane) => keys.lane(lane));
    const [source, ...parts] = await Promise.all(
      [keys.source, ...lanes].map((key) => records.read<PartRecord>(key)),
    );
    return {edge: edge.value, source: source?.value, lanes: parts.map((part) => part?.value)};
  });
}

async function withSession<Result>(
  {broker, stream}: EdgeAddress,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  if (!streamNamePattern.test(stream)) {
    throw new DefinitionError(
      `a stream takes a name of up to 64 letters, digits, - and _, but not ${stream}`,
    );
  }
  let session: Session;
  try {
    session = await connectOnce(broker);
  } catch (error) {
    if (error instanceof DefinitionError) throw error;
    const reason = describe(error);
    const isRefusal = /authorization|authentication/i.test(reason);
    const name = formatBroker(broker);
    throw new FatalError(
      isRefusal ? `the broker at ${name} refused: ${reason}` : `no broker at ${name}: ${reason}`,
    );
  }
  try {
    return await use(session);
  } catch (error) {
    if (error instanceof FatalError) throw error;
    throw new FatalError(`the broker at ${formatBroker(broker)} refused: ${describe(error)}`);
  } finally {
    await session.connection.close();
  }
}

/** Returns the innermost reason of an error of the client, in a line. */
function describe(error: unknown): string {
  const {cause} = error as {readonly cause?: unknown};
  const reason = cause instanceof Error ? describe(cause) : errorMessage(error);
  return (reason.split(/[\n;]/)[0] ?? '').trim() || 'it does not answer';
}

async function awaitEdge(
  session: Session,
  {broker, stream}: EdgeAddress,
  onWait: (text: string) => void,
) {
  for (let looks = 0; ; looks++) {
    const records = await Records.open(session, stream);
    const edge = await records?.read<EdgeRecord>(keys.edge);
    if (records !== undefined && edge !== undefined) return {records, edge: edge.value};
    if (looks === 0) {
      onWait(`there is no stream ${stream} at ${formatBroker(broker)} yet; waiting for a source`);
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** Makes a new life the owner of a part's record; `undefined` if another process was faster. */
async function claim(
  session: Session,
  records: Records,
  {broker, stream}: EdgeAddress,
  edge: EdgeRecord,
  lane: number,
  present: Revised<PartRecord> | undefined,
): Promise<Claim | undefined> {
  const {nuid} = await import('@nats-io/transport-node');
  const {lanes, blockMessages, messageBytes} = edge;
  const owner = nuid.next();
  const fresh = {messages: 0, numbers: {}, isEnded: false};
  const record: PartRecord = {...(present?.value ?? fresh), owner, isStarting: true};
  const first = lane < 0 ? 0 : lane;
  const last = lane < 0 ? lanes - 1 : lane;
  for (let each = first; each <= last; each++) {
    await session.manager.streams.info(laneStream(stream, each));
  }
  let revision: number;
  try {
    revision = await records.replace(partName(lane), record, present?.revision ?? 0);
  } catch (error) {
    if (codeOf(error) !== answers.wrongLast) throw error;
    return undefined;
  }
  const place = {broker, stream, lanes, blockMessages, messageBytes, lane, owner, revision};
  return {options: place, record: present?.value};
}
