import type {
  ActorContext,
  EdgeCells,
  Outside,
  PipelineData,
  StageContext,
} from '../../engine/index.ts';

/** The part of an actor's context that the actors of a bridge use. They need `isAsync`. */
export interface BridgeContext extends StageContext {
  readonly clock: ActorContext<PipelineData, string>['clock'];
  readonly edge: EdgeCells | undefined;
  readonly isStopping: boolean;
  outside<Result>(): Outside<Result>;
}
