/** Advice on what limits the pipeline: the reason, and the key that helps. Pure. */
import type {ActorReport, ChannelReport, Limit, Snapshot} from '../engine/index.ts';
import {formatThreads} from '../engine/texts.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
import {findLimitingEdge} from './limit.ts';
import {formatBinary, formatCount, formatPercentInline, formatRateInline} from './number.ts';

/** Advice for the user. */
export interface Advice {
  /** The word of the chip. */
  readonly tag: 'LIMIT' | 'ALERT' | 'PAUSE' | 'DRAIN' | 'RESIZE' | 'OVER';
  /** What limits, in a word or two; empty if there is none. */
  readonly subject: string;
  /** The reason in several lengths, the longest first. */
  readonly reasons: readonly string[];
  /** The key to press, and what it does; empty if no key helps. */
  readonly key: string;
  readonly effect: string;
}

/** No subject, and no key. */
export const none = {subject: '', key: '', effect: ''} as const;

/** Returns the advice on the present limit. */
export function adviseLimit(snapshot: Snapshot): Advice {
  const {limit} = snapshot;
  const base = {...none, tag: 'LIMIT', subject: limit.by} as const;
  switch (limit.kind) {
    case 'nothing':
    case 'pause':
      return {...base, subject: '', reasons: ['being measured']};
    case 'beat':
      return {...base, ...adviseBeat(limit, snapshot)};
    case 'handover': {
      const {batchMessages, capacityMessages} = snapshot.settings;
      const [count, both] = [formatCount(batchMessages), `${limit.from} and ${limit.to}`];
      const each = `they wake each other for each batch of ${count}`;
      const isHalf = batchMessages * 2 >= capacityMessages;
      const next = formatCount(isHalf ? capacityMessages * 2 : batchMessages * 2);
      const busy = `itself only ${formatPercentInline(limit.busy)} busy`;
      return {
        ...base,
        reasons: [
          `the ${limit.to} waits for the ${limit.from}, ${busy}: ${each}`,
          `the ${limit.from} and the ${limit.to} wake each other for each batch of ${count}`,
          `${both} wake each other for each ${count}`,
          `${both} wake each other`,
        ],
        key: isHalf ? ']' : '.',
        effect: isHalf ? `for a capacity of ${next}` : `for batches of ${next}`,
      };
    }
    case 'cores':
      return {...base, ...adviseCores(limit, snapshot)};
    case 'apart': {
      const slow = `takes ${limit.slowdown.toFixed(1)} times its best time a message`;
      const reasons = [`${slow}, as if its cores were apart`, slow];
      return {...base, reasons, ...adviseOneCore(snapshot)};
    }
    case 'quota': {
      const halted = `${formatPercentInline(limit.throttled)} of its periods`;
      const system = `the system halts the process in ${halted}`;
      return {
        ...base,
        reasons: [`${system}; it gives ${limit.cores} of a core`, `halted in ${halted}`],
        ...(snapshot.beat === null ? {} : {key: '-', effect: 'for fewer beats'}),
      };
    }
    case 'actor': {
      const edge = findLimitingEdge(snapshot);
      if (edge !== undefined) return {...base, subject: edge.name, reasons: edge.reasons};
      return {...base, ...adviseActor(limit, snapshot)};
    }
  }
}

function adviseCores(
  {cores, busyCores}: Extract<Limit, {kind: 'cores'}>,
  {settings, pipeline, beat}: Snapshot,
) {
  const {lanes, threads} = settings;
  const turns = lanes > 1 ? `${lanes} lanes of ${formatThreads(threads)}` : formatThreads(threads);
  const reasons = [
    `${turns} take turns on ${cores} cores, ${busyCores.toFixed(1)} of them busy`,
    `${turns} on ${cores} cores`,
  ];
  if (lanes > 1) return {reasons, key: 'n', effect: 'for other lanes'};
  if (pipeline.threads.length > 1) return {reasons, key: 't', effect: 'for other threads'};
  return beat === null ? {reasons} : {reasons, key: '-', effect: 'for fewer beats'};
}

/** Returns the key that keeps messages on one core. */
function adviseOneCore({pipeline: {lanesMax, threads}}: Snapshot) {
  if (lanesMax > 1) return {key: 'n', effect: 'for lanes that share nothing'};
  return threads.includes(1) ? {key: 't', effect: 'for one thread'} : {};
}

const beatSteps = [1, 2, 5];
const beatsMax = 10_000;

/** Returns the next rate that the key + gives; `undefined` after the last one. */
function nextBeats(beatsPerSecond: number): number | undefined {
  for (let power = 1; power <= beatsMax; power *= 10) {
    const next = beatSteps
      .map((step) => step * power)
      .find((step) => step > beatsPerSecond * 1.001);
    if (next !== undefined) return next <= beatsMax ? next : undefined;
  }
  return undefined;
}

function adviseBeat(limit: Extract<Limit, {kind: 'beat'}>, snapshot: Snapshot) {
  const {beat, channels, actors} = snapshot;
  const {batchMessages, beatsPerSecond, perSecond} = limit;
  const noun = beat?.noun ?? 'beats';
  const rate = formatCount(Number(beatsPerSecond.toPrecision(3)));
  const receiver = channels.find(({name}) => name === beat?.channel)?.to ?? '';
  const {busyNow = 0} = actors.find(({name}) => name === receiver) ?? {};
  const couldDo = busyNow > 0.005 ? formatRateInline(perSecond / busyNow) : undefined;
  const short = `${rate}/s × ${formatBinary(batchMessages)} = ${formatRateInline(perSecond)}`;
  const messages = `${formatCount(batchMessages)} messages`;
  const allow = `${rate} ${noun}/s × ${messages} allow ${formatRateInline(perSecond)}`;
  const rests = `the ${receiver} rests ${formatPercentInline(1 - busyNow)}`;
  const next = nextBeats(beatsPerSecond);
  return {
    reasons: [
      ...(couldDo === undefined
        ? [allow]
        : [
            `${allow}; ${rests} and could do ${couldDo}`,
            `${short}; ${receiver} could do ${couldDo}`,
            `allows ${formatRateInline(perSecond)}; ${receiver} could do ${couldDo}`,
          ]),
      short,
      `${rate}/s allow ${formatRateInline(perSecond)}`,
    ],
    key: '+',
    effect: !isFizzBuzz(snapshot)
      ? ''
      : next === undefined
        ? 'to run free'
        : `for ${formatCount(next)}/s`,
  };
}

/** Rings of more bytes than this do not fit a cache. */
const cacheBytes = 64 * 2 ** 20;

function adviseActor({by, busy}: Extract<Limit, {kind: 'actor'}>, snapshot: Snapshot) {
  const {pipeline, settings, channels, actors, throughput} = snapshot;
  const busyText = `busy ${formatPercentInline(busy)}`;
  const copying = pipeline.settings.find(({choices}) => choices?.includes('double-buffer'));
  const isCopier = channels.find(({name}) => name === pipeline.throughput)?.from === by;
  const {busyNow = busy} = actors.find(({name}) => name === by) ?? {};
  const ns = throughput.nowPerSecond > 0 ? (busyNow / throughput.nowPerSecond) * 1e9 : null;
  const each = ns === null ? '' : `, ${ns.toFixed(ns < 10 ? 2 : 0)} ns a message`;
  if (copying !== undefined && isCopier) {
    const copies = settings[copying.name] === 'double-buffer';
    return copies
      ? {
          reasons: [`${busyText}${each} with its copies`, `${busyText}${each}`, busyText],
          key: 'z',
          effect: 'to spare the copies',
        }
      : {
          reasons: [
            `${busyText}${each}: as fast as one ${by} is here`,
            `${busyText}${each}`,
            busyText,
          ],
          ...(pipeline.lanesMax > 1 && settings.lanes < snapshot.machine.cores
            ? {key: 'n', effect: 'for more lanes'}
            : {key: 'l', effect: 'for other shapes'}),
        };
  }
  const isBig = channels.some(
    ({from, to, capacityMessages}) =>
      (from === by || to === by) && capacityMessages * 8 > cacheBytes,
  );
  return {
    reasons: [`${busyText}, ${waiters(by, channels, actors)}`, busyText],
    ...(isBig
      ? {key: '[', effect: 'for rings that fit the cache'}
      : isFizzBuzz(snapshot)
        ? {key: 'l', effect: 'for other shapes'}
        : {}),
  };
}

/** Names who waits for an actor: its only neighbour, or others. */
function waiters(
  by: string,
  channels: readonly ChannelReport[],
  actors: readonly ActorReport[],
): string {
  const neighbours = new Set(
    channels
      .filter(({from, to}) => from === by || to === by)
      .map(({from, to}) => (from === by ? to : from)),
  );
  const [only] = neighbours;
  return neighbours.size === 1 && actors.some(({name}) => name === only)
    ? `the ${only} waits for it`
    : 'others wait for it';
}
