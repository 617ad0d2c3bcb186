import type {ActorReport, ChannelReport, Snapshot} from '../engine/index.ts';
import type {AreaRole} from '../format/roles.ts';
import type {Symbols} from '../format/symbols.ts';
import type {MonitorState} from '../monitor/state.ts';
import {latestRateOf, type Trail} from '../monitor/trail.ts';

/** What panels draw: the state, and its parts that most of them need. */
export interface Scene {
  readonly state: MonitorState;
  /** The Snapshot of bars. */
  readonly snapshot: Snapshot;
  /** The Snapshot of figures and charts. */
  readonly figures: Snapshot;
  readonly trail: Trail;
  readonly symbols: Symbols;
  /** The keys that control the run are not available. */
  readonly isReadOnly: boolean;
  /** The kinds of the active alerts. */
  readonly alertKinds: ReadonlySet<string>;
}

/** Creates the scene of a state. */
export function createScene(state: MonitorState, symbols: Symbols): Scene {
  const {snapshot, figures, trail} = state.displayed;
  const active = figures.alerts.filter(({isActive}) => isActive);
  return {
    state,
    snapshot,
    figures,
    trail,
    symbols,
    isReadOnly: state.status !== null,
    alertKinds: new Set(active.map(({kind}) => kind)),
  };
}

/** Returns the colour of the modes that a Snapshot's settings name. */
export function modeRole(
  {pipeline}: Pick<Snapshot, 'pipeline'>,
  settings: Snapshot['settings'],
): AreaRole {
  const choice = pipeline.settings.find(({choices}) => choices !== null);
  const index = choice?.choices?.indexOf(String(settings[choice.name])) ?? 0;
  return index % 2 === 1 ? 'zero' : 'double';
}

/** Returns the rate of a channel over the last second, in messages per second. */
export function rateOf({trail, figures}: Scene, channel: number): number {
  const {name, total} = figures.channels[channel] as ChannelReport;
  if (figures.state === 'paused') return 0;
  if (name === figures.pipeline.throughput) return figures.throughput.nowPerSecond;
  const last = latestRateOf(trail, channel);
  return last ?? (figures.activeSeconds > 0 ? total / figures.activeSeconds : 0);
}

/** Returns the time of work per message of an actor in nanoseconds; null while nothing flows. */
export function nsEach(scene: Scene, {name, busyNow}: ActorReport): number | null {
  const {channels, beat} = scene.figures;
  const isOwn = ({from, to, name: channel}: ChannelReport) =>
    (from === name || to === name) && channel !== beat?.channel;
  const rate = rateOf(scene, Math.max(0, channels.findIndex(isOwn)));
  return channels.some(isOwn) && rate > 0 ? (busyNow / rate) * 1e9 : null;
}
