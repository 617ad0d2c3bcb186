import {Text} from 'ink';
import type {ActorName, Snapshot} from '../engine/index.ts';
import {formatCount, formatRateInline} from '../format/number.ts';
import {Line} from './line.tsx';
import {useSymbols} from './look.ts';

/**
 * A diagram of the pipeline: actors with their threads, the messages between them, and the sizes of
 * channels and batches.
 */
export function Pipeline({snapshot}: {readonly snapshot: Snapshot}) {
  const {arrow, dash, joint} = useSymbols();
  const name = (actor: ActorName) =>
    `${actor} [${snapshot.actors.find((report) => report.name === actor)?.thread}]`;
  const label = (text: string) => ` ${dash}${dash}${text}${dash}${dash}${arrow} `;
  const values = label(` values `);
  const rate = formatRateInline(snapshot.throughput.nowPerSecond).padStart(8);
  const results = label(` results ${rate} `);
  const first = `${name('generator')}${values}`;
  const beats = ` ${dash}${dash} beats ${dash}${dash}`;
  const second = `${name('heartbeat')}${beats}`;
  const toWorker = dash.repeat(Math.max(0, first.length + 2 - second.length));
  return (
    <>
      <Line>
        <Text bold>{name('generator')}</Text>
        <Text dimColor>{values}</Text>
        <Text bold>{name('worker')}</Text>
        <Text dimColor>{results}</Text>
        <Text bold>{name('logger')}</Text>
      </Line>
      <Line>
        <Text bold>{name('heartbeat')}</Text>
        <Text dimColor>
          {beats}
          {toWorker}
          {joint}
        </Text>
        {`   ${sizeInWords(snapshot)}`}
      </Line>
    </>
  );
}

function sizeInWords({batchMessages, channels}: Snapshot): string {
  const capacity = formatCount(channels[0]?.capacityMessages ?? 0);
  return `capacity ${capacity}  batch ${formatCount(batchMessages)}`;
}
