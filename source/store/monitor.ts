/**
 * What the interface shows, as one value: the latest Snapshot, what the charts remember, and what the keys have toggled.
 *
 * A plain reducer without React; the same state by identity means that nothing has to be drawn anew.
 */
import {
  type ActorName,
  actorNames,
  profiles,
  type Snapshot,
  type SnapshotSource,
} from '../engine/index.ts';

/** Throughput so far. */
export interface ThroughputSeries {
  /** At each late sample, oldest first, for sparklines. */
  readonly samples: readonly number[];
  /** At each second of running, oldest first, for charts. */
  readonly seconds: readonly number[];
}

/** A Snapshot and the history that goes with it. */
export interface Picture extends ThroughputSeries {
  readonly snapshot: Snapshot;
}

/** Where Snapshots come from, in a few words. */
export interface SourceStatus {
  readonly text: string;
  /** What is shown is not how it is now. */
  readonly isAlert: boolean;
}

/** What the interface watches: a run of this program; or one elsewhere or a recording, which say where they are from. */
export interface MonitorSource extends SnapshotSource {
  /** The same object until there is a new one, which listeners hear of. */
  getStatus?(): SourceStatus;
  /** What was before the latest Snapshot, from sources that can go back in time. */
  getSeries?(): ThroughputSeries;
}

/** What the interface itself takes, over about the last second. */
export interface UiUsage {
  readonly framesPerSecond: number;
  /** Processor time of the main thread: drawing, sampling and all else that is not the pipeline. */
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
export type ExpandedPanel = (typeof expandedPanels)[number];

export interface MonitorState {
  /** What is on the screen: the live picture, or the one that was frozen. */
  readonly shown: Picture;
  readonly live: Picture;
  /** Null for a run of this program. */
  readonly origin: SourceStatus | null;
  /** Where this run's telemetry is; null when it has none. */
  readonly telemetryUrl: string | null;
  /** What the last key did, for a moment in the place of the legend. */
  readonly notice: string | null;
  readonly isFrozen: boolean;
  readonly isHelpShown: boolean;
  /** Lines of the help above the screen. */
  readonly helpTop: number;
  /** The panel that is shown alone; null for all of them. */
  readonly expanded: ExpandedPanel | null;
  /** The actor that keys which need one mean. */
  readonly selectedActor: ActorName;
  /** The place of the profile that is selected in the lab's menu; null while it is closed. */
  readonly labChoice: number | null;
  /** Null before it has been measured. */
  readonly uiUsage: UiUsage | null;
}

export type MonitorEvent =
  | {
      readonly type: 'sampled';
      readonly snapshot: Snapshot;
      readonly origin?: SourceStatus | undefined;
      /** Without it, the Snapshot follows on what was there. */
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
  /** Opens the lab's menu, or closes it. */
  | {readonly type: 'labToggled'}
  | {readonly type: 'profileSelected'; readonly step: -1 | 1}
  /** Closes the help or the lab or, without them, a panel that is shown alone. */
  | {readonly type: 'closed'};

/** No help has more lines than this and those of the smallest screen. */
const helpTopMax = 20;

export const samplesMax = 200;
/** An hour. */
export const secondsMax = 3_600;

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

/** The event that tells of what a source shows now. */
export function sampleOf(source: MonitorSource, uiUsage?: UiUsage): MonitorEvent {
  const [origin, trail] = [source.getStatus?.(), source.getSeries?.()];
  return {type: 'sampled', snapshot: source.getSnapshot(), origin, trail, uiUsage};
}

/** Whether two states look different: on a frozen screen only what the keys have done changes. */
export function looksDifferent(before: MonitorState, after: MonitorState): boolean {
  const [was, is] = [before.live.snapshot, after.live.snapshot];
  return (
    was.state !== is.state ||
    was.mode !== is.mode ||
    was.beat.periodMs !== is.beat.periodMs ||
    was.batchMessages !== is.batchMessages ||
    was.channels[0]?.capacityMessages !== is.channels[0]?.capacityMessages ||
    // The lab shows what is, also while the rest is frozen.
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

/** The actor above or below, in the order on the screen; at its ends the same. */
function neighbourOf(actor: ActorName, step: -1 | 1): ActorName {
  return actorNames[actorNames.indexOf(actor) + step] ?? actor;
}

function neighbourPlace(place: number, step: -1 | 1): number {
  return Math.min(Math.max(0, place + step), profiles.length - 1);
}

function remember(picture: Picture, snapshot: Snapshot): Picture {
  if (snapshot === picture.snapshot) return picture;
  if (snapshot.activeSeconds === picture.snapshot.activeSeconds) return {...picture, snapshot};
  // Running time does not go back: this is another run.
  if (snapshot.activeSeconds < picture.snapshot.activeSeconds) {
    return {snapshot, samples: [], seconds: []};
  }
  const {nowPerSecond} = snapshot.throughput;
  const samples = [...picture.samples.slice(1 - samplesMax), nowPerSecond];
  // A point a second, however many have passed, so that marks stay at their places.
  const passed = Math.floor(snapshot.activeSeconds) - Math.floor(picture.snapshot.activeSeconds);
  const points = Array.from({length: Math.min(passed, secondsMax)}, () => nowPerSecond);
  const seconds = passed > 0 ? [...picture.seconds, ...points].slice(-secondsMax) : picture.seconds;
  return {snapshot, samples, seconds};
}
