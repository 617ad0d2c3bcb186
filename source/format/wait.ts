import type {ActorName, WaitKind} from '../engine/index.ts';

const inputs: Record<ActorName, string> = {
  heartbeat: 'nothing',
  generator: 'nothing',
  worker: 'values',
  logger: 'results',
};
const outputs: Record<ActorName, string> = {
  heartbeat: 'room in beats',
  generator: 'room in values',
  worker: 'room in results',
  logger: 'nothing',
};

/** Formats the condition that an actor waits for, for screens and reports. */
export function waitInWords(actor: ActorName, kind: WaitKind): string {
  switch (kind) {
    case 'input':
      return inputs[actor];
    case 'room':
      return outputs[actor];
    case 'beat':
      return 'a beat';
    case 'schedule':
      return 'its time';
    case 'pause':
      return 'the pause to end';
  }
}
