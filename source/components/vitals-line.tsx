import type {Snapshot} from '../engine/index.ts';
import {formatBytes, formatMs} from '../format/number.ts';
import {Line} from './line.tsx';

/**
 * The line of vital figures: end-to-end latency of a message in the present segment, the memory of
 * the run, and its kernels.
 */
export function VitalsLine({snapshot}: {readonly snapshot: Snapshot}) {
  const {segments, memory, machine} = snapshot;
  const latency = segments.at(-1)?.latency ?? snapshot.latency;
  const delay =
    latency === null ? '' : `latency ${formatMs(latency.p50Ms)}, p99 ${formatMs(latency.p99Ms)}  `;
  return (
    <Line dimColor>
      {delay}memory {formatBytes(memory.residentBytes)}, rings {formatBytes(memory.sharedBytes)}
      {machine.kernels === '' ? '' : `  kernels ${machine.kernels}`}
    </Line>
  );
}
