/** What limits the pipeline, in words that say what to do about it. */
import type {Limit, Mode} from '../engine/index.ts';
import {formatCount, formatPercent, formatRateInline} from './number.ts';

/** One sentence without a full stop; `mode` decides what is advised. */
export function limitInWords(limit: Limit, mode: Mode): string {
  switch (limit.by) {
    case 'nothing':
      return 'being measured';
    case 'pause':
      return 'the pause; press p to go on';
    case 'heartbeat': {
      const {batchMessages, beatsPerSecond, perSecond} = limit;
      const beats = formatRateInline(beatsPerSecond);
      const allowed = formatRateInline(perSecond);
      return `heartbeat: each beat releases ${formatCount(batchMessages)}, so ${beats} allow ${allowed}; press +`;
    }
    case 'cores':
      return `cores: ${limit.busyCores.toFixed(1)} of ${limit.cores} are busy, so threads wait for a free one`;
    case 'worker': {
      const busy = `worker: busy ${formatPercent(limit.busy).trim()} of the time`;
      return mode === 'double-buffer' ? `${busy}; press z to spare it the copies` : busy;
    }
    case 'handover':
      return `handing over: the worker waits for the ${limit.from}, itself only ${formatPercent(limit.busy).trim()} busy`;
    case 'generator':
    case 'logger':
      return `${limit.by}: the worker waits for it; busy ${formatPercent(limit.busy).trim()} of the time`;
  }
}
