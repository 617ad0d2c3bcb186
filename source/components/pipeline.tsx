import {Text} from 'ink';
import type {ChannelReport, Snapshot} from '../engine/index.ts';
import {formatCount, formatRateInline} from '../format/number.ts';
import type {Symbols} from '../format/symbols.ts';
import {useSymbols} from './context.ts';
import {Line} from './line.tsx';
import {findMainPath} from './main-path.ts';

/**
 * A diagram of the pipeline in two lines: the way of the counted messages through the actors and
 * their threads, then the other channels and the sizes of channels and batches.
 */
export function Pipeline({snapshot}: {readonly snapshot: Snapshot}) {
  const symbols = useSymbols();
  const path = findMainPath(snapshot);
  const others = snapshot.channels.filter((channel) => !path.includes(channel));
  const main = drawChannels(path, snapshot, symbols);
  const side =
    drawJoint(others, main, snapshot, symbols) ??
    others.flatMap((channel) => [...drawChannels([channel], snapshot, symbols), {text: '   '}]);
  const {capacityMessages, batchMessages} = snapshot.settings;
  return (
    <>
      <Line>{main.map(drawPart)}</Line>
      <Line>
        {side.map(drawPart)}
        {`capacity ${formatCount(capacityMessages)}  batch ${formatCount(batchMessages)}`}
      </Line>
    </>
  );
}

/** A part of a line: an actor, or something between actors. */
interface Part {
  readonly text: string;
  readonly actor?: string;
}

function drawPart({text, actor}: Part, index: number) {
  const isActor = actor !== undefined;
  return (
    <Text key={index} bold={isActor} dimColor={!isActor}>
      {text}
    </Text>
  );
}

function drawActor(actor: string, {actors}: Snapshot): Part {
  return {actor, text: `${actor} [${actors.find(({name}) => name === actor)?.thread}]`};
}

/** Draws channels that follow on one another, with the actors at their ends. */
function drawChannels(
  channels: readonly ChannelReport[],
  snapshot: Snapshot,
  {arrow, dash}: Symbols,
): Part[] {
  const {pipeline, throughput} = snapshot;
  const rate = formatRateInline(throughput.nowPerSecond).padStart(8);
  return channels.flatMap(({name, from, to}, index) => [
    ...(index === 0 ? [drawActor(from, snapshot)] : []),
    {
      text: ` ${dash}${dash} ${name}${name === pipeline.throughput ? ` ${rate}` : ''} ${dash}${dash}${arrow} `,
    },
    drawActor(to, snapshot),
  ]);
}

/** Draws a single side channel up to its receiver above; `undefined` if it cannot be drawn so. */
function drawJoint(
  [channel, ...others]: readonly ChannelReport[],
  main: readonly Part[],
  snapshot: Snapshot,
  {dash, joint}: Symbols,
): Part[] | undefined {
  const receiver = main.findIndex(({actor}) => actor === channel?.to);
  if (channel === undefined || others.length > 0 || receiver < 0) return undefined;
  const sender = drawActor(channel.from, snapshot);
  const line = ` ${dash}${dash} ${channel.name} ${dash}${dash}`;
  // The joint is below the third character of the receiver.
  const column = main.slice(0, receiver).reduce((sum, {text}) => sum + text.length, 2);
  const columns = column - sender.text.length;
  if (columns < line.length) return undefined;
  return [sender, {text: `${line.padEnd(columns, dash)}${joint}`}, {text: '   '}];
}
