import type {Outside, StageContext} from '../../engine/index.ts';

/** The part of an actor's context that the actors of a bridge use. They need `isAsync`. */
export interface BridgeContext extends StageContext {
  readonly clock: {readonly nowMs: number};
  readonly isStopping: boolean;
  outside<Result>(): Outside<Result>;
}
