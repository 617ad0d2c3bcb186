import type {ChannelReport, Snapshot} from '../engine/index.ts';

/**
 * Returns the channels on the way of the messages that are counted, in order: the channel of the
 * throughput, and those upstream of it. The channel of the beats is not one of them.
 */
export function findMainPath({
  channels,
  pipeline,
  beat,
}: Pick<Snapshot, 'channels' | 'pipeline' | 'beat'>): readonly ChannelReport[] {
  const path: ChannelReport[] = [];
  let next = channels.find(({name}) => name === pipeline.throughput);
  while (next !== undefined && !path.includes(next)) {
    path.unshift(next);
    const {from} = next;
    next = channels.find(({name, to}) => to === from && name !== beat?.channel);
  }
  return path;
}
