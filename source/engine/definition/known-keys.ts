import type {EdgeData} from './edge.ts';
import type {
  ActorData,
  BeatData,
  ChannelData,
  ChoiceSetting,
  CounterData,
  LanesData,
  NumberSetting,
  PipelineData,
} from './types.ts';

type KeysOf<T> = Readonly<Record<keyof T, true>>;

const dataKeys: KeysOf<PipelineData> = {
  name: true,
  channels: true,
  actors: true,
  threads: true,
  throughput: true,
  settings: true,
  regions: true,
  counters: true,
  beat: true,
  edges: true,
  latency: true,
  size: true,
  lanes: true,
  profiles: true,
  stopReasons: true,
  proof: true,
  reservedBytes: true,
};
const channelKeys: KeysOf<ChannelData> = {
  from: true,
  to: true,
  capacityMessages: true,
  messageBytes: true,
  wait: true,
};
const actorKeys: KeysOf<ActorData> = {state: true, isAsync: true, priority: true};
const counterKeys: KeysOf<CounterData> = {actor: true, label: true, share: true};
const edgeKeys: KeysOf<EdgeData> = {actor: true, direction: true, channel: true, peer: true};
const beatKeys: KeysOf<BeatData> = {
  channel: true,
  period: true,
  target: true,
  skipped: true,
  lateness: true,
};
const lanesKeys: KeysOf<LanesData> = {shared: true, capacityMessages: true};
const settingKeys: KeysOf<ChoiceSetting & NumberSetting> = {
  choices: true,
  counted: true,
  initial: true,
  min: true,
  max: true,
  steps: true,
  rateOf: true,
  zero: true,
  isHidden: true,
  keys: true,
  short: true,
  long: true,
};

/**
 * Returns a fault for each name in the data that the engine does not know, such as a misspelt one.
 * The compiler finds such names only in data that are written in the call of `definePipeline`.
 */
export function unknownKeyFaults(data: PipelineData): string[] {
  const parts = (kind: string, known: object, records: object = {}) =>
    Object.entries(records).flatMap(([name, record]) =>
      findUnknownKeys(`${kind} ${name}`, record, known),
    );
  return [
    ...findUnknownKeys('it', data, dataKeys),
    ...parts('channel', channelKeys, data.channels),
    ...parts('actor', actorKeys, data.actors),
    ...parts('setting', settingKeys, data.settings),
    ...parts('counter', counterKeys, data.counters),
    ...parts('edge', edgeKeys, data.edges),
    ...findUnknownKeys('beat', data.beat ?? {}, beatKeys),
    ...findUnknownKeys('lanes', data.lanes ?? {}, lanesKeys),
  ];
}

/** Returns a fault for each key of `record` that `known` does not have. */
export function findUnknownKeys(what: string, record: object, known: object): string[] {
  return Object.keys(record)
    .filter((key) => !Object.hasOwn(known, key))
    .map(
      (key) =>
        `${what} has ${key}, which is not known; there are: ${Object.keys(known).join(', ')}`,
    );
}
