/**
 * The monitor's state as one value: the latest Snapshot, the history of the charts, and the toggles
 * of the keys.
 *
 * A plain reducer without React. An identical state object means that there is nothing to redraw.
 */
import {
  type ActorName,
  actorNames,
  profiles,
  type Snapshot,
  type SnapshotSource,
} from '../engine/index.ts';

/** History of the throughput, in messages per second. */
export interface ThroughputSeries {
  /** One value per sample of the recent past, oldest first, for sparklines. */
  readonly samples: readonly number[];
  /** One value per second of running time, oldest first, for charts. */
  readonly seconds: readonly number[];
}

/** A Snapshot and its history. */
export interface Picture extends ThroughputSeries {
  readonly snapshot: Snapshot;
}

/** A short text on the origin of the Snapshots. */
export interface SourceStatus {
  readonly text: string;
  /** The Snapshots are out of date. */
  readonly isAlert: boolean;
}

/**
 * The source of the monitor: a run of this program, a run in another process, or a recording. The
 * last two have a status, which names their origin.
 */
export interface MonitorSource extends SnapshotSource {
  /** Returns the same object until the status changes. Listeners are called after a change. */
  getStatus?(): SourceStatus;
  /** Returns the history before the latest Snapshot. Only sources that can seek have it. */
  getSeries?(): ThroughputSeries;
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
  /** The picture on the screen: the live one, or the frozen one. */
  readonly shown: Picture;
  readonly live: Picture;
  /** Null for a run of this program. */
  readonly origin: SourceStatus | null;
  /** The URL of this run's telemetry; null without telemetry. */
  readonly telemetryUrl: string | null;
  /**
   * The result of the last key. It replaces the legend for a few seconds; null shows the legend.
   */
  readonly notice: string | null;
  readonly isFrozen: boolean;
  readonly isHelpShown: boolean;
  /** Lines of the help that are scrolled off above the screen. */
  readonly helpTop: number;
  /** The panel that is shown alone; null shows all panels. */
  readonly expanded: ExpandedPanel | null;
  /** The actor that keys of a single actor act on. */
  readonly selectedActor: ActorName;
  /** The index of the selected profile in the lab's menu; null while the menu is closed. */
  readonly labChoice: number | null;
  /** Null before the first measurement. */
  readonly uiUsage: UiUsage | null;
}

/** The events that change the state of the monitor. */
export type MonitorEvent =
  | {
      readonly type: 'sampled';
      readonly snapshot: Snapshot;
      readonly origin?: SourceStatus | undefined;
      /** The history of the Snapshot. Without it, the Snapshot extends the present history. */
      readonly trail?: ThroughputSeries | undefined;
      readonly uiUsage?: UiUsage | undefined;
    }
  | {readonly type: 'telemetryOpened'; readonly url: string}
  | {readonly type: 'noticed'; readonly notice: string | null}
  | {readonly type: 'freezeToggled'}
  | {readonly type: 'actorSelected'; readonly step: -1 | 1}
  | {readonly type: 'helpToggled'}
  | {readonly type: 'helpScrolled'; readonly step: -1 | 1}
  | {readonly type: 'panelExpanded'; readonly panel: ExpandedPanel}
  /** Opens or closes the lab's menu. */
  | {readonly type: 'labToggled'}
  | {readonly type: 'profileSelected'; readonly step: -1 | 1}
  /** Closes the help or the lab. When both are closed, closes a panel that is shown alone. */
  | {readonly type: 'closed'};

/** Greatest scroll position. The help has at most this many lines plus the smallest screen's. */
const helpTopMax = 20;

/** Greatest number of samples in the history. */
export const samplesMax = 200;
/** Greatest number of seconds in the history: one hour. */
export const secondsMax = 3_600;

/** Creates the first state of a monitor, with an empty history. */
export function startMonitor(snapshot: Snapshot, origin: SourceStatus | null = null): MonitorState {
  const live: Picture = {snapshot, samples: [], seconds: []};
  return {
    shown: live,
    live,
    origin,
    telemetryUrl: null,
    notice: null,
    isFrozen: false,
    isHelpShown: false,
    helpTop: 0,
    expanded: null,
    selectedActor: 'worker',
    labChoice: null,
    uiUsage: null,
  };
}

/** Creates the event for the present Snapshot, status and history of a source. */
export function sampleOf(source: MonitorSource, uiUsage?: UiUsage): MonitorEvent {
  const [origin, trail] = [source.getStatus?.(), source.getSeries?.()];
  return {type: 'sampled', snapshot: source.getSnapshot(), origin, trail, uiUsage};
}

/** Whether two states differ on the screen. On a frozen screen, only effects of keys differ. */
export function looksDifferent(before: MonitorState, after: MonitorState): boolean {
  const [was, is] = [before.live.snapshot, after.live.snapshot];
  return (
    was.state !== is.state ||
    was.mode !== is.mode ||
    was.beat.periodMs !== is.beat.periodMs ||
    was.batchMessages !== is.batchMessages ||
    was.channels[0]?.capacityMessages !== is.channels[0]?.capacityMessages ||
    // The lab shows the live Snapshot, also while the rest of the screen is frozen.
    (after.labChoice !== null && was !== is) ||
    before.shown !== after.shown ||
    before.origin !== after.origin ||
    before.notice !== after.notice ||
    before.isFrozen !== after.isFrozen ||
    before.isHelpShown !== after.isHelpShown ||
    before.helpTop !== after.helpTop ||
    before.expanded !== after.expanded ||
    before.selectedActor !== after.selectedActor ||
    before.labChoice !== after.labChoice
  );
}

/**
 * Returns the state after an event. Returns `state` itself when a sample has the same Snapshot and
 * the same origin.
 */
export function reduceMonitor(state: MonitorState, event: MonitorEvent): MonitorState {
  switch (event.type) {
    case 'sampled': {
      const {snapshot, origin = null, trail, uiUsage = state.uiUsage} = event;
      if (snapshot === state.live.snapshot && origin === state.origin) return state;
      const live = trail ? {snapshot, ...trail} : remember(state.live, snapshot);
      return {...state, live, origin, uiUsage, shown: state.isFrozen ? state.shown : live};
    }
    case 'telemetryOpened':
      return {...state, telemetryUrl: event.url};
    case 'noticed':
      return {...state, notice: event.notice};
    case 'freezeToggled':
      return {...state, isFrozen: !state.isFrozen, shown: state.live};
    case 'actorSelected':
      return {...state, selectedActor: neighbourOf(state.selectedActor, event.step)};
    case 'helpToggled':
      return {...state, isHelpShown: !state.isHelpShown, helpTop: 0, labChoice: null};
    case 'helpScrolled':
      return {...state, helpTop: Math.min(helpTopMax, Math.max(0, state.helpTop + event.step))};
    case 'labToggled':
      return {...state, isHelpShown: false, labChoice: state.labChoice === null ? 0 : null};
    case 'profileSelected':
      return {...state, labChoice: neighbourPlace(state.labChoice ?? 0, event.step)};
    case 'panelExpanded': {
      const expanded = event.panel === state.expanded ? null : event.panel;
      return {...state, isHelpShown: false, expanded};
    }
    case 'closed':
      if (state.isHelpShown) return {...state, isHelpShown: false};
      if (state.labChoice !== null) return {...state, labChoice: null};
      return state.expanded === null ? state : {...state, expanded: null};
  }
}

/** Returns the actor above or below, in the order on the screen. At the ends, returns `actor`. */
function neighbourOf(actor: ActorName, step: -1 | 1): ActorName {
  return actorNames[actorNames.indexOf(actor) + step] ?? actor;
}

function neighbourPlace(place: number, step: -1 | 1): number {
  return Math.min(Math.max(0, place + step), profiles.length - 1);
}

function remember(picture: Picture, snapshot: Snapshot): Picture {
  if (snapshot === picture.snapshot) return picture;
  if (snapshot.activeSeconds === picture.snapshot.activeSeconds) return {...picture, snapshot};
  // Running time never decreases, so this is another run.
  if (snapshot.activeSeconds < picture.snapshot.activeSeconds) {
    return {snapshot, samples: [], seconds: []};
  }
  const {nowPerSecond} = snapshot.throughput;
  const samples = [...picture.samples.slice(1 - samplesMax), nowPerSecond];
  // One point per second, for every second that has passed, so that marks keep their positions.
  const passed = Math.floor(snapshot.activeSeconds) - Math.floor(picture.snapshot.activeSeconds);
  const points = Array.from({length: Math.min(passed, secondsMax)}, () => nowPerSecond);
  const seconds = passed > 0 ? [...picture.seconds, ...points].slice(-secondsMax) : picture.seconds;
  return {snapshot, samples, seconds};
}
