/** What the keys do to the engine, whatever draws the screen. */
import type {ActorName, Engine, PipelineSize, Profile} from '../engine/index.ts';
import {stepPeriodMs} from './rate-steps.ts';
import {type SizeDirection, stepBatch, stepCapacity} from './size-steps.ts';

export interface Controls {
  toggleMode(): void;
  stepRate(direction: 'faster' | 'slower'): void;
  /** Halves or doubles the capacity of the channels; returns why not, in a sentence, where that can not be. */
  stepCapacity(direction: SizeDirection): string | undefined;
  /** The same of the batch. */
  stepBatch(direction: SizeDirection): string | undefined;
  /** Gives the run the shape of a profile. */
  take(profile: Profile): void;
  togglePause(): void;
  /** Crashes the thread of an actor on purpose. */
  crash(actor: ActorName): void;
  stop(): void;
}

/**
 * The commands of the keys over an engine.
 * @param hasExplicitBeats the user named a number of beats, so a change of rate does not lift it
 */
export function controlsOf(engine: Engine, hasExplicitBeats: boolean): Controls {
  const changePeriod = (periodMs: number) => {
    if (periodMs === engine.getSnapshot().beat.periodMs) return;
    // A default number of beats would be used up sooner by a faster heartbeat, which nobody asked for.
    if (!hasExplicitBeats) engine.setBeatsTarget(Number.POSITIVE_INFINITY);
    engine.setBeatPeriodMs(periodMs);
  };
  const resize = (size: PipelineSize | string) => {
    if (typeof size === 'string') return size;
    engine.resize(size);
    return undefined;
  };
  return {
    toggleMode() {
      const {mode} = engine.getSnapshot();
      engine.setMode(mode === 'zero-copy' ? 'double-buffer' : 'zero-copy');
    },
    stepRate(direction) {
      const {periodMs} = engine.getSnapshot().beat;
      changePeriod(stepPeriodMs(periodMs, direction));
    },
    stepCapacity: (direction) => resize(stepCapacity(engine.size, direction)),
    stepBatch: (direction) => resize(stepBatch(engine.size, direction)),
    take(profile) {
      engine.resize(profile);
      // Without the memory for it nothing is changed.
      if (engine.size.capacityMessages !== profile.capacityMessages) return;
      engine.setMode(profile.mode);
      changePeriod(profile.beatPeriodMs);
    },
    togglePause() {
      engine.setPaused(!engine.isPaused);
    },
    crash(actor) {
      engine.crash(actor);
    },
    stop() {
      engine.stop('key');
    },
  };
}
