import {
  capacityMaxMessages,
  capacityMinMessages,
  isPowerOfTwo,
  lanesMax,
  messageMaxBytes,
  wordBytes,
} from '../base/limits.ts';
import {edgeFaults} from './edge-faults.ts';
import {hasName, unless} from './faults.ts';
import {unknownKeyFaults} from './known-keys.ts';
import {isNumberField, settingFaults} from './setting-faults.ts';
import type {ChannelData, PipelineData, PipelineShape, PipelineSize} from './types.ts';

/** Names that reports use for other things than actors. */
const reservedNames = ['nothing', 'pause', 'cores', 'quota', 'handover'];
/** Kinds of waits that the engine itself uses for other conditions. */
const reservedWaits = ['room', 'schedule', 'outside', 'pause'];

const required = ['name', 'channels', 'actors', 'threads', 'throughput'] as const;

const searches = [
  unknownKeyFaults,
  missingPartFaults,
  channelFaults,
  stateFaults,
  threadFaults,
  settingFaults,
  referenceFaults,
  laneFaults,
  edgeFaults,
];

/** Returns the first fault of a definition, as the end of a sentence; `undefined` without one. */
export function findDefinitionFault(data: PipelineData): string | undefined {
  // In turn, since each search relies on what those before it have checked.
  for (const findFaults of searches) {
    const [fault] = findFaults(data);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function missingPartFaults(data: PipelineData): string[] {
  return required.flatMap((key) => unless(data[key] !== undefined, `it has no ${key}`));
}

function channelFaults({channels, actors}: PipelineData): string[] {
  if (Object.keys(actors).length === 0) return ['it has no actor'];
  if (Object.keys(channels).length === 0) return ['it has no channel'];
  return Object.entries(channels).flatMap(([name, channel]) => {
    const {from, to, messageBytes = wordBytes} = channel;
    for (const [end, actor] of [
      ['senders', from],
      ['receivers', to],
    ] as const) {
      if (Array.isArray(actor)) return [`channel ${name} has a list of ${end}; it takes one`];
    }
    if (!hasName(actors, from)) return [`channel ${name} has no sender: ${from} is not an actor`];
    if (!hasName(actors, to)) return [`channel ${name} has no receiver: ${to} is not an actor`];
    if (from === to) return [`channel ${name} leads from ${from} to itself`];
    const isSize = messageBytes >= wordBytes && messageBytes <= messageMaxBytes;
    if (!isSize || messageBytes % wordBytes !== 0) {
      const sizes = `a multiple of ${wordBytes}, up to ${messageMaxBytes}`;
      return [`channel ${name} has messages of ${messageBytes} bytes; they take ${sizes}`];
    }
    if (channel.wait !== undefined && reservedWaits.includes(channel.wait)) {
      return [`channel ${name} cannot call its wait ${channel.wait}`];
    }
    return capacityFaults(name, channel);
  });
}

function capacityFaults(name: string, {capacityMessages}: ChannelData): string[] {
  if (capacityMessages === undefined || isCapacity(capacityMessages)) return [];
  return [`channel ${name} has a capacity of ${capacityMessages}; it takes ${capacities}`];
}

const capacities = `a power of two from ${capacityMinMessages} to ${capacityMaxMessages}`;

function isCapacity(messages: number): boolean {
  return (
    messages >= capacityMinMessages && messages <= capacityMaxMessages && isPowerOfTwo(messages)
  );
}

/** Returns the fault of a shape, as a sentence without a full stop; `undefined` without one. */
export function findShapeFault(data: PipelineData, shape: PipelineShape): string | undefined {
  const counts = data.threads.map(({length}) => length);
  if (counts.includes(shape.threads)) return findLanesFault(data, shape) ?? findSizeFault(shape);
  const fault = `pipeline ${data.name} has no grouping on ${shape.threads} threads`;
  return `${fault}; it has ${counts.join(', ')}`;
}

function findLanesFault({name, ...data}: PipelineData, {lanes}: PipelineShape) {
  const max = data.lanes === undefined ? 1 : lanesMax;
  if (Number.isInteger(lanes) && lanes >= 1 && lanes <= max) return undefined;
  const accepted = max === 1 ? '1' : `a whole number from 1 to ${max}`;
  return `pipeline ${name} cannot have ${lanes} lanes; it takes ${accepted}`;
}

function laneFaults({actors, channels, lanes}: PipelineData): string[] {
  if (lanes === undefined) return [];
  const {shared = [], capacityMessages} = lanes;
  const isShared = (actor: string) => shared.includes(actor);
  return [
    ...shared.flatMap((name) =>
      unless(hasName(actors, name), `lanes share ${name}, which is not an actor`),
    ),
    ...Object.entries(channels).flatMap(([name, {from, to}]) =>
      unless(
        !isShared(from) || !isShared(to),
        `channel ${name} has two shared ends, so that no lane can have it`,
      ),
    ),
    ...unless(
      capacityMessages === undefined || isCapacity(capacityMessages),
      `lanes have a capacity of ${capacityMessages}; it takes ${capacities}`,
    ),
  ];
}

function findSizeFault({capacityMessages, batchMessages}: PipelineSize): string | undefined {
  if (!isCapacity(capacityMessages)) {
    return `a capacity of ${capacityMessages} is not ${capacities}`;
  }
  const half = capacityMessages / 2;
  const isBatch = Number.isInteger(batchMessages) && batchMessages >= 1 && batchMessages <= half;
  if (isBatch) return undefined;
  return `a batch of ${batchMessages} is not a whole number from 1 to half the capacity, ${half}`;
}

function stateFaults({actors}: PipelineData): string[] {
  return Object.entries(actors).flatMap(([actor, {state = {}}]) =>
    Object.entries(state).flatMap(([field, initial]) =>
      unless(
        [initial].flat().every((value) => typeof value === 'number'),
        `${field} of actor ${actor} begins with ${initial}; ` +
          'it takes a number or an array of numbers',
      ),
    ),
  );
}

function threadFaults({actors, threads}: PipelineData): string[] {
  if (threads.length === 0) return ['it has no grouping of actors on threads'];
  const reserved = Object.keys(actors).find((name) => reservedNames.includes(name));
  if (reserved !== undefined) return [`an actor cannot be called ${reserved}`];
  return threads.flatMap((grouping) => {
    const placed = grouping.flat();
    const unknown = placed.find((name) => !hasName(actors, name));
    if (unknown !== undefined) return [`a thread has ${unknown}, which is not an actor`];
    const twice = placed.find((name, index) => placed.indexOf(name) !== index);
    if (twice !== undefined) return [`actor ${twice} is on two threads`];
    const missing = Object.keys(actors).find((name) => !placed.includes(name));
    if (missing !== undefined) return [`actor ${missing} is on no thread`];
    if (grouping.some((thread) => thread.length === 0)) return ['a thread has no actor'];
    return [];
  });
}

function referenceFaults(data: PipelineData): string[] {
  const {channels, regions = {}, reservedBytes = 0, size} = data;
  const throughput = [data.throughput].flat();
  const sizes = Object.entries(regions).flatMap(([name, region]) =>
    region !== 'histogram' ? [[`region ${name}`, region.bytes, 1] as const] : [],
  );
  return [
    ...throughput.flatMap((name) =>
      unless(hasName(channels, name), `throughput names ${name}, which is not a channel`),
    ),
    ...unless(throughput.length > 0, 'it has no throughput'),
    ...unless(
      data.latency === undefined || hasName(channels, data.latency),
      `latency names ${data.latency}, which is not a channel`,
    ),
    ...Object.entries(data.counters ?? {}).flatMap(([field, {actor, share = 0}]) => [
      ...unless(
        isNumberField(data, actor, field),
        `counter ${field} is not a number in the state of ${actor}`,
      ),
      ...unless(
        share >= 0 && share <= 1,
        `counter ${field} has a share of ${share}, which is not from 0 to 1`,
      ),
    ]),
    ...beatFaults(data),
    ...[...sizes, ['reservedBytes', reservedBytes, 0] as const].flatMap(([name, bytes, min]) =>
      unless(
        Number.isInteger(bytes) && bytes >= min,
        `${name} has ${bytes} bytes; it takes a whole number from ${min}`,
      ),
    ),
    ...(size === undefined ? [] : [findSizeFault(size) ?? []].flat()),
  ];
}

function beatFaults(data: PipelineData): string[] {
  const {beat, channels, settings = {}, regions = {}} = data;
  if (beat === undefined) return [];
  const sender = channels[beat.channel]?.from ?? '';
  const region = regions[beat.lateness];
  return [
    ...unless(
      hasName(channels, beat.channel),
      `beat names ${beat.channel}, which is not a channel`,
    ),
    ...[beat.period, beat.target].flatMap((name) =>
      unless(hasName(settings, name), `beat names ${name}, which is not a setting`),
    ),
    ...unless(
      isNumberField(data, sender, beat.skipped),
      `beat names ${beat.skipped}, which is not in the state of ${sender}`,
    ),
    ...unless(
      region === 'histogram',
      `beat names ${beat.lateness}, which is not a region with a histogram`,
    ),
  ];
}

/**
 * Returns the channels of a cycle in the graph, in order; empty without one. A cycle can deadlock
 * when all of its channels are full.
 */
export function findCycle({channels}: PipelineData): readonly string[] {
  const visit = (
    actor: string,
    path: readonly string[],
    seen: readonly string[],
  ): readonly string[] => {
    for (const [name, {from, to}] of Object.entries(channels)) {
      if (from !== actor) continue;
      const start = seen.indexOf(to);
      if (start >= 0) return [...path, name].slice(start);
      const cycle = visit(to, [...path, name], [...seen, to]);
      if (cycle.length > 0) return cycle;
    }
    return [];
  };
  for (const {from} of Object.values(channels)) {
    const cycle = visit(from, [], [from]);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
