/** Formats the bottleneck in words, and the key that reduces it. */
import type {Limit, Mode, RunState, Snapshot} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from './number.ts';

/**
 * The texts for states in which the pipeline has no bottleneck, since there is no work to delay.
 */
const idleWords: Partial<Record<RunState, string>> = {
  resizing: 'none: the pipeline drains, to go on in other rings',
  draining: 'none: the pipeline is draining',
  stopped: 'none: the run is over',
  failed: 'none: the run is over',
};

/** Formats the bottleneck of a Snapshot as one sentence without a full stop. */
export function limitInWords({limit, state}: Pick<Snapshot, 'limit' | 'state'>): string {
  switch (limit.by) {
    case 'nothing':
      return idleWords[state] ?? 'being measured';
    case 'pause':
      return 'the pause';
    case 'heartbeat': {
      const {batchMessages, beatsPerSecond, perSecond} = limit;
      const beats = formatRateInline(beatsPerSecond);
      const allowed = formatRateInline(perSecond);
      return `heartbeat: each beat releases ${formatCount(batchMessages)}, so ${beats} allow ${allowed}`;
    }
    case 'cores':
      return `cores: threads want ${limit.busyCores.toFixed(1)} of ${limit.cores}, so they wait for a free one`;
    case 'worker':
      return `worker: busy ${formatPercent(limit.busy).trim()} of the time`;
    case 'handover':
      return `handing over: the worker waits for the ${limit.from}, itself only ${formatPercent(limit.busy).trim()} busy`;
    case 'generator':
    case 'logger':
      return `${limit.by}: the worker waits for it; busy ${formatPercent(limit.busy).trim()} of the time`;
  }
}

/**
 * Returns the advice for a bottleneck: the key to press, or an empty string. The advice depends on
 * `mode`.
 */
export function limitAdvice(limit: Limit, mode: Mode): string {
  if (limit.by === 'pause') return '; press p to go on';
  if (limit.by === 'heartbeat') return '; press +';
  if (limit.by !== 'worker' || mode === 'zero-copy') return '';
  return '; press z to spare it the copies';
}
