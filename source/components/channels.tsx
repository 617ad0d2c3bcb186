import {Text} from 'ink';
import type {ChannelReport} from '../engine/index.ts';
import {drawBar} from '../format/draw.ts';
import {formatPercent, formatShort} from '../format/number.ts';
import {Line} from './line.tsx';
import {fillLevel, useColours, useSymbols} from './look.ts';
import {Section} from './section.tsx';

/** Props of `Channels`. */
export interface Props {
  readonly channels: readonly ChannelReport[];
  readonly columns: number;
}

/**
 * The panel of channels: how full each channel was when its receiver's batches started, and its
 * highest fill of the run.
 */
export function Channels({channels, columns}: Props) {
  const {mark} = useSymbols();
  return (
    <Section title="Channels" note={`fill at batch starts, ${mark} highest ever`} columns={columns}>
      {channels.map((channel) => (
        <ChannelRow key={channel.name} channel={channel} columns={columns} />
      ))}
    </Section>
  );
}

/** Columns of a row without the bar. */
const textColumns = 40;

/** The line of one channel. */
export function ChannelRow({
  channel,
  columns,
}: {
  readonly channel: ChannelReport;
  readonly columns: number;
}) {
  const symbols = useSymbols();
  const {colour, word} = fillLevel(channel.fillNow, useColours());
  const highWater = channel.highWaterMessages / channel.capacityMessages;
  const width = Math.max(0, Math.min(60, columns - textColumns));
  return (
    <Line>
      {channel.name.padEnd(8)}
      <Text color={colour}>{drawBar(channel.fillNow, highWater, width, symbols)}</Text>{' '}
      {formatPercent(channel.fillNow)} {word.padEnd(4)}
      <Text dimColor>
        {' '}
        high {formatPercent(highWater)} of {formatShort(channel.capacityMessages)}
      </Text>
    </Line>
  );
}
