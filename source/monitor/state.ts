/**
 * The monitor's state as one value: the latest Snapshot, the history of the charts, and the toggles
 * of the keys.
 *
 * A plain reducer without React. An identical state object means that there is nothing to redraw.
 */
import {isSameSettings, type PipelineData, type Snapshot} from '../engine/index.ts';
import {createFigures, type Figures, nextFigures} from './figures.ts';
import type {MonitorSource, SourceStatus} from './source.ts';
import {emptyTrail, extendTrail, type Trail, toTrailSample} from './trail.ts';

/**
 * A Snapshot and the trail up to it. Bars show `snapshot`. Figures and charts show `figures`, which
 * changes less often.
 */
export interface View extends Figures {
  readonly snapshot: Snapshot;
  readonly trail: Trail;
}

/** The monitor's own cost, over about the last second. */
export interface UiUsage {
  readonly framesPerSecond: number;
  /**
   * Processor time of the main thread, in cores: drawing, sampling, and all other work outside the
   * pipeline.
   */
  readonly cores: number;
}

/** Named settings, for comparison. */
export type Profile = NonNullable<PipelineData['profiles']>[number];

/** Panels that can be shown alone, in the order of their keys. */
export const expandedPanels = [
  'throughput',
  'channels',
  'actors',
  'tallies',
  'times',
  'log',
] as const;
/** The name of a panel that can be shown alone. */
export type ExpandedPanel = (typeof expandedPanels)[number];

/** The state of the monitor. Used on the main thread only. */
export interface MonitorState {
  /** The view on the screen: the latest one, or the frozen one. */
  readonly displayed: View;
  readonly latest: View;
  /** Null for a run of this program, which the keys control. */
  readonly status: SourceStatus | null;
  /** The URL of this run's telemetry; null without telemetry. */
  readonly telemetryUrl: string | null;
  /** The result of the last key. It replaces the key hints for a few seconds; null otherwise. */
  readonly notice: string | null;
  readonly isFrozen: boolean;
  readonly isHelpShown: boolean;
  /** Lines of the help that are scrolled off above the screen. */
  readonly helpTop: number;
  /** The panel that is shown alone; null shows all panels. */
  readonly expanded: ExpandedPanel | null;
  /** The actor that keys of a single actor act on. */
  readonly selectedActor: string;
  readonly profiles: readonly Profile[];
  /** The index of the selected profile in the menu; null while the menu is closed. */
  readonly selectedProfile: number | null;
  /** Null before the first measurement. */
  readonly uiUsage: UiUsage | null;
}

/** The events that change the state of the monitor. */
export type MonitorEvent =
  | {
      readonly type: 'sampled';
      readonly snapshot: Snapshot;
      readonly status?: SourceStatus | undefined;
      /** The trail of the Snapshot. Without it, the Snapshot extends the present trail. */
      readonly trail?: Trail | undefined;
      readonly uiUsage?: UiUsage | undefined;
    }
  | {readonly type: 'telemetryOpened'; readonly url: string}
  | {readonly type: 'noticeChanged'; readonly notice: string | null}
  | {readonly type: 'freezeToggled'}
  | {readonly type: 'actorSelected'; readonly step: -1 | 1}
  | {readonly type: 'helpToggled'}
  | {readonly type: 'helpScrolled'; readonly step: -1 | 1}
  | {readonly type: 'panelExpanded'; readonly panel: ExpandedPanel}
  /** Opens or closes the menu of profiles. */
  | {readonly type: 'profilesToggled'}
  | {readonly type: 'profileSelected'; readonly step: -1 | 1}
  /** Closes the help or the menu. When both are closed, closes a panel that is shown alone. */
  | {readonly type: 'closed'};

/** Greatest scroll position. The help has at most this many lines plus the smallest screen's. */
const helpTopMax = 20;

/** Creates the first state of a monitor, with an empty history. */
export function createMonitorState(
  snapshot: Snapshot,
  status: SourceStatus | null = null,
  profiles: readonly Profile[] = [],
): MonitorState {
  const start = toTrailSample(snapshot);
  const trail = extendTrail(emptyTrail, start, start);
  const latest: View = {snapshot, ...createFigures(snapshot), trail};
  return {
    displayed: latest,
    latest,
    status,
    telemetryUrl: null,
    notice: null,
    isFrozen: false,
    isHelpShown: false,
    helpTop: 0,
    expanded: null,
    selectedActor: firstSelected(snapshot),
    profiles,
    selectedProfile: null,
    uiUsage: null,
  };
}

/** Returns the actor that is selected at first: the sender of the throughput. */
function firstSelected({pipeline, channels, actors}: Snapshot): string {
  const sender = channels.find(({name}) => name === pipeline.throughput)?.from;
  return sender ?? actors[0]?.name ?? '';
}

/** Creates the event for the present Snapshot, status and history of a source. */
export function createSample(source: MonitorSource, uiUsage?: UiUsage): MonitorEvent {
  const [status, trail] = [source.getStatus?.(), source.getTrail?.()];
  return {type: 'sampled', snapshot: source.getSnapshot(), status, trail, uiUsage};
}

/** Fields whose changes alone do not change the screen. */
const quietFields: ReadonlyArray<keyof MonitorState> = ['latest', 'telemetryUrl', 'uiUsage'];

/** Whether two states differ on the screen. On a frozen screen, only effects of keys differ. */
export function looksDifferent(before: MonitorState, after: MonitorState): boolean {
  const [was, is] = [before.latest.snapshot, after.latest.snapshot];
  const fields = Object.keys(after) as ReadonlyArray<keyof MonitorState>;
  return (
    was.state !== is.state ||
    !isSameSettings(was.settings, is.settings) ||
    // The menu shows the latest Snapshot, also while the rest of the screen is frozen.
    (after.selectedProfile !== null && was !== is) ||
    fields.some((field) => !quietFields.includes(field) && before[field] !== after[field])
  );
}

/**
 * Returns the state after an event. Returns `state` itself when a sample has the same Snapshot and
 * the same status.
 */
export function reduceMonitor(state: MonitorState, event: MonitorEvent): MonitorState {
  switch (event.type) {
    case 'sampled': {
      const {snapshot, status = null, trail, uiUsage = state.uiUsage} = event;
      const {latest: before} = state;
      if (snapshot === before.snapshot && status === state.status) return state;
      const latest = {
        snapshot,
        ...nextFigures(before, snapshot),
        trail:
          trail ??
          extendTrail(before.trail, toTrailSample(before.snapshot), toTrailSample(snapshot)),
      };
      const displayed = state.isFrozen ? state.displayed : latest;
      // Another run can have other actors.
      const isAnother = before.snapshot.runId !== snapshot.runId;
      const selectedActor = isAnother ? firstSelected(snapshot) : state.selectedActor;
      return {...state, latest, status, uiUsage, displayed, selectedActor};
    }
    case 'telemetryOpened':
      return {...state, telemetryUrl: event.url};
    case 'noticeChanged':
      return {...state, notice: event.notice};
    case 'freezeToggled':
      return {...state, isFrozen: !state.isFrozen, displayed: state.latest};
    case 'actorSelected': {
      const names = state.latest.snapshot.actors.map(({name}) => name);
      const index = clamp(names.indexOf(state.selectedActor) + event.step, names.length - 1);
      return {...state, selectedActor: names[index] ?? ''};
    }
    case 'helpToggled':
      return {...state, isHelpShown: !state.isHelpShown, helpTop: 0, selectedProfile: null};
    case 'helpScrolled':
      return {...state, helpTop: clamp(state.helpTop + event.step, helpTopMax)};
    case 'profilesToggled': {
      const selectedProfile = state.selectedProfile === null ? 0 : null;
      return {...state, isHelpShown: false, selectedProfile};
    }
    case 'profileSelected': {
      const index = (state.selectedProfile ?? 0) + event.step;
      return {...state, selectedProfile: clamp(index, state.profiles.length - 1)};
    }
    case 'panelExpanded': {
      const expanded = event.panel === state.expanded ? null : event.panel;
      return {...state, isHelpShown: false, expanded};
    }
    case 'closed':
      if (state.isHelpShown) return {...state, isHelpShown: false};
      if (state.selectedProfile !== null) return {...state, selectedProfile: null};
      return state.expanded === null ? state : {...state, expanded: null};
  }
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(max, value));
}
