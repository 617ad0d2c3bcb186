/** An Engine without threads: notes what it is told, and shows the Snapshots it is given. */
import type {Engine, PipelineSize, Snapshot} from '../../source/engine/index.ts';

export interface FakeEngine extends Engine {
  /** Commands in the order in which they came. */
  readonly commands: readonly (readonly [name: string, argument: unknown])[];
  readonly listenerCount: number;
  /** Becomes the latest Snapshot, and everyone is told. */
  publish(snapshot: Snapshot): void;
  /** Becomes the latest Snapshot, and nobody is told. */
  replace(snapshot: Snapshot): void;
}

function sizeOf({batchMessages, channels}: Snapshot): PipelineSize {
  return {capacityMessages: channels[0]?.capacityMessages ?? 0, batchMessages};
}

export function fakeEngine(first: Snapshot): FakeEngine {
  let latest = first;
  let size = sizeOf(first);
  const listeners = new Set<() => void>();
  const commands: [string, unknown][] = [];
  const note = (name: string) => (argument: unknown) => {
    commands.push([name, argument]);
  };
  return {
    commands,
    get listenerCount() {
      return listeners.size;
    },
    replace(snapshot) {
      latest = snapshot;
    },
    publish(snapshot) {
      latest = snapshot;
      for (const listener of listeners) listener();
    },
    getSnapshot: () => latest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setMode: note('setMode'),
    setBeatPeriodMs: note('setBeatPeriodMs'),
    setBeatsTarget: note('setBeatsTarget'),
    setPaused: note('setPaused'),
    get isPaused() {
      return latest.state === 'paused';
    },
    get size() {
      return size;
    },
    resize(wanted) {
      size = wanted;
      commands.push(['resize', wanted]);
    },
    crash: note('crash'),
    say: note('say'),
    stop: note('stop'),
    finished: Promise.resolve(first),
  };
}
