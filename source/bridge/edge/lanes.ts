/**
 * The deal of a channel's messages to lanes: blocks of a fixed size, in turn. A position in the
 * channel therefore determines the lane and the position in the lane, and the other way round.
 */

/** How a channel is dealt: the number of lanes, and the messages of a block. */
export interface Deal {
  readonly lanes: number;
  readonly blockMessages: number;
}

/** A place in a lane, and the messages up to the end of its block. */
export interface LanePlace {
  readonly lane: number;
  readonly position: number;
  readonly leftInBlock: number;
}

/** Returns the place of the message at `position` of the channel. Exact up to 2^53. */
export function placeOf(position: number, {lanes, blockMessages}: Deal): LanePlace {
  const block = Math.floor(position / blockMessages);
  const inBlock = position - block * blockMessages;
  return {
    lane: block % lanes,
    position: Math.floor(block / lanes) * blockMessages + inBlock,
    leftInBlock: blockMessages - inBlock,
  };
}

/** Returns how many of the channel's first `position` messages belong to a lane. */
export function messagesOf(lane: number, position: number, {lanes, blockMessages}: Deal): number {
  const blocks = Math.floor(position / blockMessages);
  const whole = Math.floor((blocks + lanes - 1 - lane) / lanes) * blockMessages;
  const isOpen = blocks % lanes === lane;
  return whole + (isOpen ? position - blocks * blockMessages : 0);
}

/**
 * Returns the stretches of the channel that a lane's first `messages` messages are, in order, as
 * their first position and the position after their last message.
 */
export function* stretchesOf(
  lane: number,
  messages: number,
  {lanes, blockMessages}: Deal,
): Generator<readonly [from: number, to: number]> {
  for (let done = 0; done < messages; done += blockMessages) {
    const from = ((done / blockMessages) * lanes + lane) * blockMessages;
    yield [from, from + Math.min(blockMessages, messages - done)];
  }
}
