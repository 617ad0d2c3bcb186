/** What the keys do to the engine, whatever draws the screen. */
import type {ActorName, Engine} from '../engine/index.ts';
import {stepPeriodMs} from './rate-steps.ts';

export interface Controls {
  toggleMode(): void;
  stepRate(direction: 'faster' | 'slower'): void;
  togglePause(): void;
  /** Crashes the thread of an actor on purpose. */
  crash(actor: ActorName): void;
  stop(): void;
}

/**
 * The commands of the keys over an engine.
 * @param isBeatsGiven the user named a number of beats, so a change of rate does not lift it
 */
export function controlsOf(engine: Engine, isBeatsGiven: boolean): Controls {
  return {
    toggleMode() {
      const {mode} = engine.getSnapshot();
      engine.setMode(mode === 'zero-copy' ? 'double-buffer' : 'zero-copy');
    },
    stepRate(direction) {
      const {periodMs} = engine.getSnapshot().beat;
      const next = stepPeriodMs(periodMs, direction);
      if (next === periodMs) return;
      // A default number of beats would be used up sooner by a faster heartbeat, which nobody asked for.
      if (!isBeatsGiven) engine.setBeatsTarget(Number.POSITIVE_INFINITY);
      engine.setBeatPeriodMs(next);
    },
    togglePause() {
      engine.setPaused(engine.getSnapshot().state !== 'paused');
    },
    crash(actor) {
      engine.crash(actor);
    },
    stop() {
      engine.stop('key');
    },
  };
}
