/**
 * Ready-made actors for the usual cases. They wait, count batches and commit by themselves. Each
 * step processes what there is, up to the batch of the run.
 */
import type {Receiver} from '../channel/receiver.ts';
import type {Sender} from '../channel/sender.ts';
import type {Slice} from '../channel/slice.ts';
import type {PipelineSize} from '../definition/types.ts';
import {type Actor, done} from './actor.ts';

/** The part of an actor's context that a ready-made actor uses. */
export interface StageContext {
  readonly isDraining: boolean;
  readonly size: PipelineSize;
  startBatch(messages: number): void;
  commit(): void;
}

/**
 * Creates an actor that produces messages, as far as there is room, until it has no more.
 * @param left returns how many messages are left; 0 ends the actor
 * @param fill writes the messages of a slice, and changes the actor's state accordingly
 */
export function createSource(
  context: StageContext,
  output: Sender,
  left: () => number,
  fill: (to: Slice) => void,
): Actor {
  const room = output.whenVacant(1);
  return {
    step() {
      if (context.isDraining || left() <= 0) return done;
      const count = Math.min(left(), output.vacant(), context.size.batchMessages);
      if (count === 0) return room;
      context.startBatch(count);
      fill(output.poke(count));
      output.advance(count);
      context.commit();
      return undefined;
    },
  };
}

/**
 * Creates an actor that makes one message of each message, as far as there is room.
 * @param process reads the slice `from` and writes the slice `to`, which have the same count
 */
export function createStage(
  context: StageContext,
  input: Receiver,
  output: Sender,
  process: (from: Slice, to: Slice) => void,
): Actor {
  const [some, room] = [input.whenAvailable(1), output.whenVacant(1)];
  return {
    step() {
      // Read before the number of messages: no message follows in a closed channel.
      const {isClosed} = input;
      const available = input.available();
      if (available === 0) return isClosed ? done : some;
      const count = Math.min(available, output.vacant(), context.size.batchMessages);
      if (count === 0) return room;
      context.startBatch(count);
      process(input.peek(count), output.poke(count));
      input.advance(count);
      output.advance(count);
      context.commit();
      return undefined;
    },
  };
}

/**
 * Creates an actor that consumes all messages.
 * @param process reads the slice, and changes the actor's state accordingly
 */
export function createSink(
  context: StageContext,
  input: Receiver,
  process: (from: Slice) => void,
): Actor {
  const some = input.whenAvailable(1);
  return {
    step() {
      const {isClosed} = input;
      const count = Math.min(input.available(), context.size.batchMessages);
      if (count === 0) return isClosed ? done : some;
      context.startBatch(count);
      process(input.peek(count));
      input.advance(count);
      context.commit();
      return undefined;
    },
  };
}
