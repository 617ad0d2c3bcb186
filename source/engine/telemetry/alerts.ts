/**
 * Alerts: conditions that an operator of a pipeline needs to know, with their begin and latest
 * times. Used on the main thread only.
 */
import type {PipelineParts} from '../actor/parts.ts';
import {errorMessage} from '../base/errors.ts';
import {baseOf, lookUp} from '../definition/graph.ts';
import type {PipelineData, Settings} from '../definition/types.ts';
import type {AlertRule, PipelineView} from '../definition/view.ts';
import type {AlertReport} from '../snapshot/types.ts';
import {findBottleneck} from './bottleneck.ts';
import {countedMessages, type Reading} from './reading.ts';
import {countsSince, fillMean, percentiles} from './statistics.ts';
import {createView} from './view.ts';

/** The least time between two readings for which alerts are reported. */
const elapsedMinMs = 900;
/**
 * An alert ends after it has not applied for this time. An alert at its threshold does not flicker.
 */
const overAfterSeconds = 2;

type AlertText = Pick<AlertRule<PipelineData>, 'kind' | 'text' | 'advice'>;

const standstill = 'standstill';
const restart = {kind: 'restart', text: 'a thread died and was started again'};
const cores = {kind: 'cores', text: 'more threads than cores: they wait for a free one'};

/**
 * Returns the kinds of alerts that apply between two readings. Pure. The result is empty when the
 * readings are less than 900 ms apart.
 * @param coreCount cores of the machine
 */
export function findAlerts(
  parts: PipelineParts,
  rules: ReadonlyArray<AlertRule<PipelineData>>,
  from: Reading,
  to: Reading,
  settings: Settings,
  coreCount: number,
): readonly string[] {
  const elapsedMs = to.atMs - from.atMs;
  if (elapsedMs < elapsedMinMs) return [];
  const graph = baseOf(parts.graph);
  const {data} = graph;
  const found: string[] = [];
  const periodMs = data.beat === undefined ? 0 : Number(settings[data.beat.period]);
  const counted = countedMessages(to, graph) - countedMessages(from, graph);
  if (periodMs < elapsedMs / 2 && counted === 0) found.push(standstill);
  const window = {
    from: createView(parts, from),
    to: createView(parts, to),
    elapsedMs,
    isConsistent: to.isConsistent,
    meanFill: (channel: string) => {
      const [was, is] = [lookUp(from.channels, channel), lookUp(to.channels, channel)];
      return fillMean(countsSince(was.fillCounts, is.fillCounts)) ?? 0;
    },
    medianMs: (region: string) => {
      const counts = [lookUp(from.histograms, region), lookUp(to.histograms, region)] as const;
      return percentiles(countsSince(...counts))?.p50Ms ?? 0;
    },
  };
  found.push(...rules.filter((rule) => rule.isActive(window)).map(({kind}) => kind));
  const limit = findBottleneck(graph, from, to, settings, coreCount);
  if (limit.kind === 'cores') found.push(cores.kind);
  return found;
}

/** The alerts of a run so far, with their times. Used on the main thread only. */
export class Alerts {
  /** All alerts that can be raised, the most severe first. */
  readonly #texts: readonly AlertText[];
  #rules: ReadonlyArray<AlertRule<PipelineData>>;
  readonly #onFault: (fault: string) => void;
  readonly #raised = new Map<string, AlertReport>();

  /**
   * @param end the actor that receives the throughput
   * @param onFault is called with a sentence when a rule throws; no rule is asked again
   */
  constructor(
    rules: ReadonlyArray<AlertRule<PipelineData>> = [],
    end = '',
    onFault: (fault: string) => void = () => {},
  ) {
    this.#onFault = onFault;
    const still = {kind: standstill, text: `nothing reaches the ${end} any more`};
    this.#rules = rules;
    this.#texts = [still, restart, ...rules, cores];
  }

  /**
   * Raises the alerts that apply between two readings.
   * @param coreCount cores of the machine
   * @param atSeconds seconds since the start
   */
  detect(
    parts: PipelineParts,
    [from, to]: readonly [Reading, Reading],
    settings: Settings,
    coreCount: number,
    atSeconds: number,
  ): void {
    try {
      const kinds = findAlerts(parts, this.#rules, from, to, settings, coreCount);
      if (kinds.length === 0) return;
      const view = createView(parts, to);
      for (const kind of kinds) this.raise(kind, atSeconds, view);
    } catch (error) {
      this.#rules = [];
      this.#onFault(`The alert rules of the pipeline failed: ${errorMessage(error)}`);
    }
  }

  /** Records that a thread was restarted. */
  raiseRestart(atSeconds: number): void {
    this.raise(restart.kind, atSeconds);
  }

  /**
   * Records that an alert applies.
   * @param atSeconds seconds since the start
   * @param view what the alert applies to, for texts that depend on it
   */
  raise(kind: string, atSeconds: number, view?: PipelineView<PipelineData>): void {
    const before = this.#raised.get(kind);
    const {text = kind, advice = ''} = this.#texts.find((texts) => texts.kind === kind) ?? {};
    const goesOn = before !== undefined && atSeconds - before.lastSeconds <= overAfterSeconds;
    this.#raised.set(kind, {
      kind,
      text: typeof text === 'string' ? text : view === undefined ? kind : text(view),
      advice,
      firstSeconds: before?.firstSeconds ?? atSeconds,
      sinceSeconds: goesOn ? before.sinceSeconds : atSeconds,
      lastSeconds: atSeconds,
      times: (before?.times ?? 0) + (goesOn ? 0 : 1),
      isActive: true,
    });
  }

  /** Returns all alerts so far: those active at `nowSeconds` first, each part most severe first. */
  report(nowSeconds: number): readonly AlertReport[] {
    const reports = this.#texts.flatMap(({kind}) => this.#raised.get(kind) ?? []);
    const current = reports.map((report) => ({
      ...report,
      isActive: nowSeconds - report.lastSeconds <= overAfterSeconds,
    }));
    return [
      ...current.filter(({isActive}) => isActive),
      ...current.filter(({isActive}) => !isActive),
    ];
  }
}
