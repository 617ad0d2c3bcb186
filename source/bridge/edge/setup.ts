/** The edge of a source at the broker: its streams, its bucket, and what all parts agree on. */
import {FatalError} from '../../engine/index.ts';
import {answers, codeOf, createLane, type LaneOptions} from '../broker/lane.ts';
import type {Session} from '../broker/link.ts';
import {laneStream} from '../broker/names.ts';
import {type EdgeRecord, keys, Records} from '../broker/records.ts';

/** Bytes of a message that the broker counts besides the batch: its headers. */
const headerBytes = 1_024;
const defaults = {lanes: 1, blockMessages: 65_536, batches: 64, storage: 'file'} as const;

/** Where an edge is. */
export interface EdgeAddress {
  /** The address of the broker, as `nats://host:port` or `tls://host:port`. */
  readonly broker: string;
  /** The name of the edge: letters, digits, `-` and `_`. */
  readonly stream: string;
}

/** How a source makes its edge. An edge that exists keeps what it was made with. */
export interface SourceRequest extends EdgeAddress, Partial<LaneOptions> {
  /** Bytes of a message of the channel. */
  readonly messageBytes: number;
  /** The number of lanes, which is that of the receivers. @default 1, or that of the edge */
  readonly lanes?: number | undefined;
  /** Messages of a block, the largest batch. The broker may allow fewer. @default 65,536 */
  readonly blockMessages?: number;
  /** Removes what earlier sources left. */
  readonly isFresh?: boolean;
}

/**
 * Finds the edge of a source, or makes it.
 * @throws {FatalError} if there is one that was made otherwise
 */
export async function findOrCreateEdge(session: Session, request: SourceRequest, isFresh: boolean) {
  const {stream} = request;
  const records = await Records.open(session, stream);
  const edge = await records?.read<EdgeRecord>(keys.edge);
  if (records === undefined || edge === undefined || isFresh) {
    await removeEdge(session, stream, edge?.value);
    return await createEdge(session, request);
  }
  const {lanes, messageBytes} = edge.value;
  if (request.lanes !== undefined && request.lanes !== lanes) {
    throw new FatalError(
      `stream ${stream} was made with ${lanes} lanes, not ${request.lanes}; --fresh begins anew`,
    );
  }
  if (request.messageBytes !== messageBytes) {
    throw new FatalError(
      `stream ${stream} has messages of ${messageBytes} bytes, not ${request.messageBytes}`,
    );
  }
  return {records, edge: edge.value};
}

async function createEdge(session: Session, request: SourceRequest) {
  const {stream, messageBytes} = request;
  const {nuid} = await import('@nats-io/transport-node');
  const lanes = request.lanes ?? defaults.lanes;
  const storage = request.storage ?? defaults.storage;
  const batches = request.batches ?? defaults.batches;
  const maxBytes = (session.connection.info?.max_payload ?? 2 ** 20) - headerBytes;
  const maxMessages = 2 ** Math.floor(Math.log2(maxBytes / messageBytes));
  const wanted = request.blockMessages ?? defaults.blockMessages;
  const blockMessages = Math.min(wanted, maxMessages);
  const records = await Records.create(session, stream, storage);
  for (let lane = 0; lane < lanes; lane++) {
    await createLane(session, stream, lane, {batches, storage});
  }
  const edge: EdgeRecord = {id: nuid.next(), lanes, blockMessages, messageBytes};
  // Last, so that an edge with this record is complete.
  await records.replace(keys.edge, edge, 0);
  return {records, edge};
}

/** Removes an edge, also one that was not made to the end. */
async function removeEdge(
  session: Session,
  stream: string,
  edge: EdgeRecord | undefined,
): Promise<void> {
  await ignoreMissing(Records.remove(session, stream));
  for (let lane = 0; ; lane++) {
    const isRemoved = await ignoreMissing(session.manager.streams.delete(laneStream(stream, lane)));
    if (!isRemoved && lane >= (edge?.lanes ?? 0)) return;
  }
}

async function ignoreMissing(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (codeOf(error) === answers.streamNotFound) return false;
    throw error;
  }
}
