/**
 * An edge of a pipeline that goes over a broker: NATS JetStream. A part of the pipeline sends a
 * channel, and one or several other parts receive it, in other processes and on other machines.
 */
export {Keeper} from './actors/keep.ts';
export {BridgeReceiver} from './actors/receive.ts';
export {reportProgress} from './actors/report.ts';
export {BridgeSender} from './actors/send.ts';
export {formatBroker, parseBroker} from './broker/address.ts';
export type {EdgeRecord, PartRecord} from './broker/records.ts';
export {edgeAlerts} from './edge/alerts.ts';
export {
  type Claim,
  claimLane,
  claimSource,
  type EdgeState,
  readEdge,
} from './edge/claim.ts';
export type {BridgeContext} from './edge/context.ts';
export {Edge, type EdgeOptions} from './edge/edge.ts';
export {type Deal, messagesOf, placeOf, stretchesOf} from './edge/lanes.ts';
export type {EdgeAddress, SourceRequest} from './edge/setup.ts';
export {type EdgeBehaviour, type KeptState, receiveOver, sendOver} from './part.ts';
