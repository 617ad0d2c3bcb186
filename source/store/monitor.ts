/**
 * What the interface shows, as one value: the latest Snapshot, what the charts remember, and what the keys have toggled.
 *
 * A plain reducer without React; the same state by identity means that nothing has to be drawn anew.
 */
import {type ActorName, actorNames, type Snapshot} from '../engine/index.ts';

/** A Snapshot and the history that goes with it. */
export interface Picture {
  readonly snapshot: Snapshot;
  /** Throughput at each late sample, oldest first, for sparklines. */
  readonly samples: readonly number[];
  /** Throughput at each second of running, oldest first, for charts. */
  readonly seconds: readonly number[];
}

export interface MonitorState {
  /** What is on the screen: the live picture, or the one that was frozen. */
  readonly shown: Picture;
  readonly live: Picture;
  readonly isFrozen: boolean;
  readonly isHelpShown: boolean;
  /** The actor that keys which need one mean. */
  readonly selectedActor: ActorName;
}

export type MonitorEvent =
  | {readonly type: 'sampled'; readonly snapshot: Snapshot}
  | {readonly type: 'freezeToggled'}
  | {readonly type: 'actorSelected'; readonly step: -1 | 1}
  | {readonly type: 'helpToggled'}
  | {readonly type: 'helpClosed'};

const samplesMax = 200;
/** An hour. */
const secondsMax = 3_600;

export function startMonitor(snapshot: Snapshot): MonitorState {
  const live: Picture = {snapshot, samples: [], seconds: []};
  return {shown: live, live, isFrozen: false, isHelpShown: false, selectedActor: 'worker'};
}

/** Whether two states look different: on a frozen screen only what the keys have done changes. */
export function looksDifferent(before: MonitorState, after: MonitorState): boolean {
  const [was, is] = [before.live.snapshot, after.live.snapshot];
  return (
    was.state !== is.state ||
    was.mode !== is.mode ||
    was.beat.periodMs !== is.beat.periodMs ||
    before.shown !== after.shown ||
    before.isFrozen !== after.isFrozen ||
    before.isHelpShown !== after.isHelpShown ||
    before.selectedActor !== after.selectedActor
  );
}

export function reduceMonitor(state: MonitorState, event: MonitorEvent): MonitorState {
  switch (event.type) {
    case 'sampled': {
      if (event.snapshot === state.live.snapshot) return state;
      const live = remember(state.live, event.snapshot);
      return {...state, live, shown: state.isFrozen ? state.shown : live};
    }
    case 'freezeToggled':
      return {...state, isFrozen: !state.isFrozen, shown: state.live};
    case 'actorSelected':
      return {...state, selectedActor: neighbourOf(state.selectedActor, event.step)};
    case 'helpToggled':
      return {...state, isHelpShown: !state.isHelpShown};
    case 'helpClosed':
      return state.isHelpShown ? {...state, isHelpShown: false} : state;
  }
}

/** The actor above or below, in the order on the screen; at its ends the same. */
function neighbourOf(actor: ActorName, step: -1 | 1): ActorName {
  return actorNames[actorNames.indexOf(actor) + step] ?? actor;
}

function remember(picture: Picture, snapshot: Snapshot): Picture {
  if (snapshot.activeSeconds === picture.snapshot.activeSeconds) return {...picture, snapshot};
  const {nowPerSecond} = snapshot.throughput;
  const samples = [...picture.samples.slice(1 - samplesMax), nowPerSecond];
  const isNewSecond =
    Math.floor(snapshot.activeSeconds) > Math.floor(picture.snapshot.activeSeconds);
  const seconds = isNewSecond
    ? [...picture.seconds.slice(1 - secondsMax), nowPerSecond]
    : picture.seconds;
  return {snapshot, samples, seconds};
}
