/**
 * The records of an edge in a key-value bucket: what was agreed on, and how far each part is. Each
 * record is one value, which is replaced as a whole, by its owner only.
 */
import type {KV} from '@nats-io/kv';
import {answers, codeOf} from './lane.ts';
import type {Session} from './link.ts';

/** What all parts of an edge agree on. It does not change. */
export interface EdgeRecord {
  /** Differs for each fresh start. */
  readonly id: string;
  readonly lanes: number;
  /** Messages that a lane is given before the next lane has its turn. */
  readonly blockMessages: number;
  readonly messageBytes: number;
}

/** How far a part is. */
export interface PartRecord {
  /** Differs for each life of a part. Only the present owner can replace the record. */
  readonly owner: string;
  /** Messages of the edge's channel that the part is done with. */
  readonly messages: number;
  /** The numbers of the part's state at exactly this position. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The part was claimed, and its threads have not connected yet. */
  readonly isStarting: boolean;
  /** The part has come to its end. */
  readonly isEnded: boolean;
}

/** A record and the revision that its replacement must name. */
export interface Revised<Value> {
  readonly value: Value;
  readonly revision: number;
}

/** The bucket of one edge. */
export class Records {
  readonly #bucket: KV;

  private constructor(bucket: KV) {
    this.#bucket = bucket;
  }

  /** Opens the bucket; `undefined` if there is none. */
  static async open({jetstream, manager}: Session, name: string): Promise<Records | undefined> {
    const {Kvm} = await import('@nats-io/kv');
    try {
      await manager.streams.info(`KV_${name}`);
    } catch (error) {
      if (codeOf(error) === answers.streamNotFound) return undefined;
      throw error;
    }
    return new Records(await new Kvm(jetstream).open(name));
  }

  /** Creates the bucket. */
  static async create(
    {jetstream}: Session,
    name: string,
    storage: 'file' | 'memory',
  ): Promise<Records> {
    const [{Kvm}, {StorageType}] = await Promise.all([
      import('@nats-io/kv'),
      import('@nats-io/jetstream'),
    ]);
    const type = storage === 'file' ? StorageType.File : StorageType.Memory;
    return new Records(await new Kvm(jetstream).create(name, {history: 1, storage: type}));
  }

  /** Removes the bucket with all records. */
  static async remove({manager}: Session, name: string): Promise<void> {
    await manager.streams.delete(`KV_${name}`);
  }

  async read<Value>(key: string): Promise<Revised<Value> | undefined> {
    const entry = await this.#bucket.get(key);
    if (entry === null || entry.operation !== 'PUT') return undefined;
    return {value: entry.json<Value>(), revision: entry.revision};
  }

  /**
   * Replaces a record. Rejects with the broker's code 10071 if another part has replaced it since.
   * @param revision the revision to replace; 0 if there is no record yet
   * @returns the new revision
   */
  async replace(key: string, value: object, revision: number): Promise<number> {
    const text = JSON.stringify(value);
    if (revision === 0) return await this.#bucket.create(key, text);
    return await this.#bucket.update(key, text, revision);
  }
}

/** The keys of records. */
export const keys = {
  edge: 'edge',
  source: 'source',
  lane: (lane: number) => `lane-${lane}`,
} as const;
