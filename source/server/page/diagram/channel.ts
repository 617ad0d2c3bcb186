import type {ChannelReport, Snapshot} from '../../../engine/index.ts';
import {formatRateInline} from '../../../format/number.ts';
import type {RunHistory} from '../base/run-history.ts';
import type {Pipe} from './pipe.ts';
import {formatCapacity, formatShare} from './texts.ts';

/** Returns what the pipe of a channel shows. */
export function readChannel(snapshot: Snapshot, channel: ChannelReport, history: RunHistory): Pipe {
  const {limit, alerts} = snapshot;
  const {name, from, to} = channel;
  const isLimit = limit.kind === 'handover' && isBetween(channel, limit.from, limit.to);
  const isAlarmed = alerts.some(({kind, isActive}) => isActive && kind === name);
  const high = Math.min(1, channel.highWaterMessages / channel.capacityMessages);
  const rates = history.recentRates(name);
  return {
    key: `channels/${name}`,
    title: `${from} to ${to}: ${name}`,
    name,
    look: isAlarmed ? 'alarm' : isLimit ? 'limit' : 'plain',
    fill: Math.min(1, Math.max(0, channel.fillNow)),
    high,
    capacity: `of ${formatCapacity(channel)}`,
    figure: isAlarmed ? 'NEARLY FULL' : formatRate(snapshot, channel, rates.at(-1)?.perSecond),
    notes: [`high ${formatShare(high)}`],
    remark: '',
    rates,
  };
}

function isBetween({from, to}: ChannelReport, one: string, other: string): boolean {
  return (from === one && to === other) || (from === other && to === one);
}

function formatRate(
  {pipeline, throughput, stop, state}: Snapshot,
  {name}: ChannelReport,
  recent = 0,
): string {
  if (stop !== null || state === 'paused') return formatRateInline(0);
  return formatRateInline(name === pipeline.throughput ? throughput.nowPerSecond : recent);
}
