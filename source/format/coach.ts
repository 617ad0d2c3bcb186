/** The coach: what limits the pipeline, why, and which key would change it. Pure. */
import type {Snapshot} from '../engine/index.ts';
import {type Advice, adviseLimit, none} from './advice.ts';
import {stepLanes} from './lanes.ts';
import {formatPercentInline, formatShort} from './number.ts';

/** Returns the advice for a Snapshot. Without a key where the run cannot be controlled. */
export function advise(snapshot: Snapshot, isReadOnly: boolean): Advice {
  const advice = adviseState(snapshot) ?? adviseAlert(snapshot) ?? adviseLimit(snapshot);
  const withChange = adviseChange(snapshot, advice);
  return isReadOnly ? {...withChange, key: '', effect: ''} : withChange;
}

function adviseState({state, channels, limit}: Snapshot): Advice | undefined {
  const waiting = channels.reduce((sum, {fillMessages}) => sum + fillMessages, 0);
  const messages = `${formatShort(waiting).trim()} messages`;
  switch (state) {
    case 'paused':
      return {
        ...none,
        tag: 'PAUSE',
        reasons: [`all stand still, ${messages} wait`, 'all stand still'],
        key: 'p',
        effect: 'to go on',
      };
    case 'resizing':
      return {
        ...none,
        tag: 'RESIZE',
        reasons: ['the pipeline drains, and goes on in another shape', 'it drains'],
      };
    case 'draining':
      return {
        ...none,
        tag: 'DRAIN',
        reasons: [`the pipeline drains: ${messages} are on their way`, 'it drains'],
      };
    case 'stopped':
    case 'failed':
      return {...none, tag: 'OVER', reasons: ['the run is over']};
    default:
      return limit.kind === 'pause'
        ? {...none, tag: 'PAUSE', reasons: ['all stand still'], key: 'p', effect: 'to go on'}
        : undefined;
  }
}

/** The first active alert with advice: it tells what to press. */
function adviseAlert({alerts}: Snapshot): Advice | undefined {
  const alert = alerts.find(({isActive, advice}) => isActive && advice !== '');
  if (alert === undefined) return undefined;
  const key = /press (\S)/.exec(alert.advice)?.[1] ?? '';
  return {...none, tag: 'ALERT', reasons: [alert.text, alert.text.split(':')[0] as string], key};
}

/** A change slower than this share of before is named, for this long. */
const slowerShare = 0.98;
const changeSeconds = 12;
/** Running time after which a run without a change gets a hint. */
const hintSeconds = 10;

/** Names a change that made it slower, with the key that takes it back; or what to try first. */
function adviseChange(snapshot: Snapshot, advice: Advice): Advice {
  const {change, segments, activeSeconds} = snapshot;
  if (advice.tag !== 'LIMIT') return advice;
  const [before, now] = segments.slice(-2);
  const isRecent = now !== undefined && activeSeconds - now.fromSeconds < changeSeconds;
  if (
    change?.before != null &&
    change.after !== null &&
    now !== undefined &&
    before !== undefined
  ) {
    const ratio = change.after.perSecond / change.before.perSecond;
    const back = backKey(before.settings, now.settings, snapshot);
    if (ratio < slowerShare && isRecent && back !== '') {
      const slower = `that was ${formatPercentInline(1 - ratio)} slower`;
      return {...advice, reasons: [slower], key: back, effect: 'takes it back'};
    }
  }
  const canCopyLess = snapshot.pipeline.settings.some(({choices}) =>
    choices?.includes('zero-copy'),
  );
  if (advice.key === '' && change === null && activeSeconds > hintSeconds && canCopyLess) {
    return {...advice, key: 'z', effect: 'to see what the copies cost'};
  }
  return advice;
}

/** Returns the key that takes the only difference of two sets of settings back. */
function backKey(from: Snapshot['settings'], to: Snapshot['settings'], snapshot: Snapshot): string {
  const differing = Object.keys(to).filter((name) => from[name] !== to[name]);
  // Another number of lanes also changes the capacity and the threads.
  if (differing.includes('lanes')) {
    return stepLanes(to.lanes, snapshot) === from.lanes ? 'n' : '';
  }
  if (differing.includes('capacityMessages'))
    return from.capacityMessages > to.capacityMessages ? ']' : '[';
  const [name] = differing;
  if (name === undefined || differing.length > 1) return '';
  if (name === 'batchMessages') return from.batchMessages > to.batchMessages ? '.' : ',';
  const report = snapshot.pipeline.settings.find((setting) => setting.name === name);
  if (report?.choices?.includes('double-buffer')) return 'z';
  if (report === undefined || report.rateOf === null) return '';
  // A period of 0 is a free run, faster than any other.
  return Number(from[name]) < Number(to[name]) ? '+' : '-';
}
