import {
  type Actor,
  type Condition,
  done,
  type Endpoint,
  type Sender,
  type State,
} from '../../engine/index.ts';

/** The part of an actor's context that `reportProgress` uses. */
interface ReportContext {
  readonly state: State;
  commit(): void;
}

/**
 * Makes an actor report its progress to the keeper of its part: after its steps, the position of
 * one of its channels and numbers of its state, as one message. While the channel of progress is
 * full, it leaves reports out. The last one is always sent.
 * @param channel the endpoint whose position is reported
 * @param fields the indexes in the state of the numbers that are reported
 */
export function reportProgress(
  context: ReportContext,
  actor: Actor,
  channel: Endpoint,
  fields: readonly number[],
  progress: Sender,
): Actor {
  const words = progress.f64;
  const room = progress.whenVacant(1);
  let reported = -1;
  let isDone = false;

  function report() {
    const word = progress.poke(1).wordOf(0);
    words[word] = channel.total;
    for (const [index, field] of fields.entries())
      words[word + 1 + index] = context.state.get(field);
    progress.advance(1);
    context.commit();
    reported = channel.total;
  }

  return {
    step(): Condition | undefined {
      const next = isDone ? done : actor.step();
      isDone = next === done;
      const hasRoom = progress.vacant(1) > 0;
      if (hasRoom && (channel.total !== reported || isDone)) report();
      return isDone && !hasRoom ? room : next;
    },
  };
}
