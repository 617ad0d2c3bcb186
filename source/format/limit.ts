/** Formats the bottleneck as a sentence, and the key that reduces it. */
import type {RunState, Snapshot} from '../engine/index.ts';
import {formatThreads} from '../engine/texts.ts';
import {edgeFaultLines} from './edge.ts';
import {formatCount, formatMs, formatPercentInline, formatRateInline} from './number.ts';

/**
 * The texts for states in which the pipeline has no bottleneck, since there is no work to delay.
 */
const idleTexts: Partial<Record<RunState, string>> = {
  resizing: 'none: the pipeline drains, to go on in another shape',
  draining: 'none: the pipeline is draining',
  stopped: 'none: the run is over',
  failed: 'none: the run is over',
};

/** Formats what takes turns on the cores. */
function formatTurns({threads, lanes}: Snapshot['settings']): string {
  return lanes > 1 ? `${lanes} lanes of ${formatThreads(threads)}` : formatThreads(threads);
}

/** An actor of an edge that is busy for less than this share of the time waits for its edge. */
const edgeBusyMax = 0.5;

/**
 * Returns the edge that limits a pipeline, with the reason in several lengths, the longest first;
 * `undefined` if it is the actor itself, or an actor without an edge.
 */
export function findLimitingEdge({
  limit,
  edges,
}: Snapshot): {readonly name: string; readonly reasons: readonly string[]} | undefined {
  if (limit.kind !== 'actor' || limit.busy >= edgeBusyMax) return undefined;
  const edge = edges.find(({actor}) => actor === limit.by);
  if (edge === undefined) return undefined;
  const {name, direction, perSecond, roundTripMs} = edge;
  const fault = edgeFaultLines(edge)?.join(' ');
  if (fault !== undefined) return {name, reasons: [fault]};
  const pace = `${direction === 'out' ? 'takes' : 'brings'} ${formatRateInline(perSecond)}`;
  const trip = roundTripMs === null ? pace : `${pace}, a batch in ${formatMs(roundTripMs).trim()}`;
  const busy = `${limit.by} is busy ${formatPercentInline(limit.busy)}`;
  return {name, reasons: [`${trip}; ${busy}`, trip, pace]};
}

/** Formats the bottleneck of a Snapshot as one sentence without a full stop. */
export function formatLimit(snapshot: Snapshot): string {
  const {limit, state, beat, channels, settings} = snapshot;
  const edge = findLimitingEdge(snapshot);
  if (edge !== undefined) return `${edge.name}: ${edge.reasons[0]}`;
  switch (limit.kind) {
    case 'nothing':
      return idleTexts[state] ?? 'being measured';
    case 'pause':
      return 'the pause';
    case 'beat': {
      const {by, batchMessages, beatsPerSecond, perSecond} = limit;
      const noun = beat?.noun.replace(/s$/, '') ?? 'beat';
      const allowed = `${formatRateInline(beatsPerSecond)} allow ${formatRateInline(perSecond)}`;
      return `${by}: each ${noun} releases ${formatCount(batchMessages)}, so ${allowed}`;
    }
    case 'cores': {
      const turns = `${formatTurns(settings)} take turns on ${limit.cores} cores`;
      return `cores: ${turns}, ${limit.busyCores.toFixed(1)} of them busy`;
    }
    case 'quota': {
      const halts = `the system halts the process in ${formatPercentInline(limit.throttled)}`;
      return `quota: ${halts} of its periods; it gives ${limit.cores} of a core`;
    }
    case 'apart': {
      const slow = `takes ${limit.slowdown.toFixed(1)} times its best time a message`;
      return `${limit.by}: ${slow}, as if its cores were apart`;
    }
    case 'handover': {
      const busy = formatPercentInline(limit.busy);
      return `handing over: the ${limit.to} waits for the ${limit.from}, itself only ${busy} busy`;
    }
    case 'actor': {
      const {by, busy} = limit;
      const neighbours = channels
        .filter(({from, to}) => from === by || to === by)
        .map(({from, to}) => (from === by ? to : from));
      // Only the neighbours of an actor wait for it. Of several, no single one can be named.
      const waiting = new Set(neighbours).size === 1 ? `the ${neighbours[0]} waits for it; ` : '';
      return `${by}: ${waiting}busy ${formatPercentInline(busy)} of the time`;
    }
  }
}

/** What keeps messages on one core. */
function lanesOrThreads({lanesMax, threads}: Snapshot['pipeline']): string {
  if (lanesMax > 1) return '; press n for lanes that share nothing';
  return threads.includes(1) ? '; press t for one thread' : '';
}

/** Formats the advice for a bottleneck: the key that reduces it, or an empty string. */
export function formatLimitAdvice({limit, pipeline, settings, channels}: Snapshot): string {
  if (limit.kind === 'pause') return '; press p to go on';
  if (limit.kind === 'beat') return '; press +';
  if (limit.kind === 'cores' && settings.lanes > 1) return '; press n';
  const hasGroupings = pipeline.threads.length > 1;
  if (limit.kind === 'apart') return lanesOrThreads(pipeline);
  if (limit.kind === 'handover' || limit.kind === 'cores') return hasGroupings ? '; press t' : '';
  const copying = pipeline.settings.find(({choices}) => choices?.includes('double-buffer'));
  const copies = copying !== undefined && settings[copying.name] === 'double-buffer';
  const copier = channels.find(({name}) => name === pipeline.throughput)?.from;
  return copies && limit.by === copier ? '; press z to spare it the copies' : '';
}
