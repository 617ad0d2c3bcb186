/** What limits the pipeline, in words, and which key would change it. */
import type {Limit, Mode, RunState, Snapshot} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from './number.ts';

/** Where there is no limit, since there is nothing to hold up. */
const idleWords: Partial<Record<RunState, string>> = {
  resizing: 'none: the pipeline drains, to go on in other rings',
  draining: 'none: the pipeline is draining',
  stopped: 'none: the run is over',
  failed: 'none: the run is over',
};

/** One sentence without a full stop. */
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

/** What to press about it, or nothing; `mode` decides. */
export function limitAdvice(limit: Limit, mode: Mode): string {
  if (limit.by === 'pause') return '; press p to go on';
  if (limit.by === 'heartbeat') return '; press +';
  if (limit.by !== 'worker' || mode === 'zero-copy') return '';
  return '; press z to spare it the copies';
}
