import {type Graph, lookUp, throughputChannel} from '../definition/graph.ts';
import {isSameSettings} from '../definition/settings.ts';
import type {Settings} from '../definition/types.ts';
import type {Limit} from '../snapshot/types.ts';
import type {ReadingHistory} from './history.ts';
import {busyMsBetween} from './rolling.ts';

/** The least length of a window from which a time is derived. */
const windowMinMs = 900;
/** An actor that takes so many times its best time is slowed down by something outside it. */
const slowMin = 3;

/**
 * The best busy time per message of each actor since the last change of settings. An actor that
 * takes several times as long does the same work on the same rings, so its messages take longer to
 * reach it: the cores are apart, or another program takes their time. Used on the main thread only.
 */
export class BestTimes {
  readonly #graph: Graph;
  #settings: Settings | undefined;
  #best: Readonly<Record<string, number>> = {};

  /** @param graph the graph of all lanes together */
  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Keeps the times of the last second, if they are the best ones. */
  sample(history: ReadingHistory, settings: Settings): void {
    if (this.#settings === undefined || !isSameSettings(this.#settings, settings)) this.#best = {};
    this.#settings = settings;
    const times = readTimes(this.#graph, history);
    const improved = Object.entries(times).map(([actor, ms]) => {
      return [actor, Math.min(ms, this.#best[actor] ?? ms)] as const;
    });
    this.#best = {...this.#best, ...Object.fromEntries(improved)};
  }

  /**
   * Returns the limit with what slows it down: another limit if an actor that shares no thread with
   * all others works at several times its best time. Otherwise the limit as it is.
   */
  refine(limit: Limit, history: ReadingHistory): Limit {
    const {threads = 1} = this.#settings ?? {};
    if (threads === 1 || (limit.kind !== 'actor' && limit.kind !== 'handover')) return limit;
    const by = limit.kind === 'actor' ? limit.by : limit.from;
    const best = this.#best[by] ?? 0;
    const slowdown = best > 0 ? (readTimes(this.#graph, history)[by] ?? 0) / best : 0;
    return slowdown >= slowMin ? {kind: 'apart', by, slowdown} : limit;
  }
}

/** Milliseconds of work per message of each actor over the last second; empty before that. */
function readTimes(graph: Graph, {recent, now}: ReadingHistory): Record<string, number> {
  const {name} = throughputChannel(graph);
  const messages = lookUp(now.channels, name).sent - lookUp(recent.channels, name).sent;
  if (now.atMs - recent.atMs < windowMinMs || messages <= 0) return {};
  return Object.fromEntries(
    graph.actors.map((actor) => [actor, busyMsBetween(actor, recent, now) / messages]),
  );
}
