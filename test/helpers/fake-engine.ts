/**
 * An Engine of FizzBuzz without threads: records its commands, and shows the Snapshots it is given.
 */
import type {AnyPipeline, Engine, PipelineShape, Snapshot} from '../../source/engine/index.ts';
import {data} from '../../source/fizzbuzz/definition/definition.ts';

const fizzbuzz: AnyPipeline = {data, behaviour: {actors: {}}};

export interface FakeEngine extends Engine {
  /** Commands in the order in which they came. */
  readonly commands: readonly (readonly [name: string, argument: unknown])[];
  readonly listenerCount: number;
  /** Becomes the latest Snapshot, and everyone is told. */
  publish(snapshot: Snapshot): void;
  /** Becomes the latest Snapshot, and nobody is told. */
  replace(snapshot: Snapshot): void;
}

/** @param pipeline the definition that the engine claims to run */
export function fakeEngine(first: Snapshot, pipeline = fizzbuzz): FakeEngine {
  let latest = first;
  let shape: PipelineShape = first.settings;
  const listeners = new Set<() => void>();
  const commands: [string, unknown][] = [];
  const record = (name: string) => (argument: unknown) => {
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
    pipeline,
    set(name, value) {
      commands.push(['set', [name, value]]);
    },
    setPaused: record('setPaused'),
    get isPaused() {
      return latest.state === 'paused';
    },
    get shape() {
      return shape;
    },
    reshape(change) {
      const {threads = shape.threads, lanes = shape.lanes, ...size} = change;
      const known = (value: number | 'auto') => (value === 'auto' ? 1 : value);
      shape = {...shape, ...size, threads: known(threads), lanes: known(lanes)};
      commands.push(['reshape', change]);
    },
    crash: record('crash'),
    log: record('log'),
    stop: record('stop'),
    finished: Promise.resolve(first),
  };
}
