/** The names of an edge at the broker: its streams, its subjects and its bucket. */

/** The header with the position of a batch's first message, among all messages of its lane. */
export const positionHeader = 'Position';
/** The header of the message that ends a lane. It has no batch. */
export const endHeader = 'End';

/** Returns the name of the stream of a lane, from 0. */
export function laneStream(stream: string, lane: number): string {
  return `${stream}-${lane}`;
}

/**
 * Returns the subject on which one life of a sender publishes the batches of a lane. The stream
 * takes the subject of the latest life only.
 */
export function batchSubject(stream: string, lane: number, life: string): string {
  return `${stream}.batches.${lane}.${life}`;
}

/** Returns the subject on which the receiver of a lane announces room. */
export function roomSubject(stream: string, lane: number): string {
  return `${stream}.room.${lane}`;
}

/**
 * Returns the subject on which a part answers while it lives. The broker itself answers for a part
 * whose connection is closed.
 * @param part `source`, or `lane-` and the number of the lane
 */
export function presenceSubject(stream: string, part: string): string {
  return `${stream}.presence.${part}`;
}
