/** The commands of the keys for the engine. They do not depend on what draws the screen. */
import type {ActorName, Engine, PipelineSize, Profile} from '../engine/index.ts';
import {stepPeriodMs} from './rate-steps.ts';
import {type SizeDirection, stepBatch, stepCapacity} from './size-steps.ts';

/** Commands that the keys call. They run on the main thread. */
export interface Controls {
  toggleMode(): void;
  stepRate(direction: 'faster' | 'slower'): void;
  /**
   * Halves or doubles the capacity of the channels.
   * @returns the reason, as a sentence, when the capacity cannot change
   */
  stepCapacity(direction: SizeDirection): string | undefined;
  /**
   * Halves or doubles the batch.
   * @returns the reason, as a sentence, when the batch cannot change
   */
  stepBatch(direction: SizeDirection): string | undefined;
  /** Applies the settings of a profile to the run. */
  take(profile: Profile): void;
  togglePause(): void;
  /** Crashes the thread of an actor on purpose. */
  crash(actor: ActorName): void;
  stop(): void;
}

/**
 * Creates the commands of the keys for an engine.
 * @param hasExplicitBeats the user set a number of beats, so a change of rate does not lift it
 */
export function controlsOf(engine: Engine, hasExplicitBeats: boolean): Controls {
  const changePeriod = (periodMs: number) => {
    if (periodMs === engine.getSnapshot().beat.periodMs) return;
    // A faster heartbeat would use up a default number of beats sooner. The user did not ask for
    // that, so the number is lifted.
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
      // Without enough memory for the capacity, nothing changes.
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
