import {Text} from 'ink';
import type {ChannelReport} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {type FillLevel, fillLevel} from '../format/fill.ts';
import {formatPercent, formatShort} from '../format/number.ts';
import type {Colors} from '../format/themes.ts';
import {useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';

interface ChannelsProps {
  readonly channels: readonly ChannelReport[];
  readonly columns: number;
}

/**
 * The panel of channels: how full each channel was when its receiver's batches started, and its
 * highest fill of the run.
 */
export function Channels({channels, columns}: ChannelsProps) {
  const {mark} = useSymbols();
  return (
    <Section title="Channels" note={`fill at batch starts, ${mark} highest ever`} columns={columns}>
      {channels.map((channel) => (
        <ChannelRow key={channel.name} channel={channel} channels={channels} columns={columns} />
      ))}
    </Section>
  );
}

/** The meaning of a fill's colour. */
export const fillColors: Readonly<Record<FillLevel, keyof Colors>> = {
  ok: 'bar',
  high: 'notice',
  full: 'alert',
};

/** Columns of a row without the bar and the name. */
const textColumns = 32;
const barColumnsMax = 60;

/** The line of one of `channels`. */
export function ChannelRow({
  channel,
  channels,
  columns,
}: ChannelsProps & {readonly channel: ChannelReport}) {
  const colors = useColors();
  const symbols = useSymbols();
  const level = fillLevel(channel.fillNow);
  const highWater = channel.highWaterMessages / channel.capacityMessages;
  const nameColumns = Math.max(8, ...channels.map(({name}) => name.length + 1));
  const barColumns = Math.min(barColumnsMax, columns - textColumns - nameColumns);
  return (
    <Line>
      {channel.name.padEnd(nameColumns)}
      <Text color={colors[fillColors[level]]}>
        {drawBar(channel.fillNow, highWater, barColumns, symbols)}
      </Text>{' '}
      {formatPercent(channel.fillNow)} {level.padEnd(4)}
      <Text dimColor>
        {' '}
        high {formatPercent(highWater)} of {formatShort(channel.capacityMessages)}
      </Text>
    </Line>
  );
}
