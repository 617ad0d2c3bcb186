/** Tables of the panels that are shown alone: tallies and times. */
import {
  type CounterReport,
  formatSetting,
  type Percentiles,
  type Snapshot,
} from '../engine/index.ts';
import {
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatRate,
} from '../format/number.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';
import {sumCounts} from './tallies.tsx';

interface TallyProps {
  readonly counters: readonly CounterReport[];
  readonly columns: number;
}

/** The counters with every digit, and their shares. */
export function TallyTable({counters, columns}: TallyProps) {
  const total = sumCounts(counters);
  const labelColumns = Math.max(9, ...counters.map(({label}) => label.length + 1));
  const format = (label: string, count: number) =>
    `${label.padEnd(labelColumns)}${formatCount(count).padStart(21)}`;
  return (
    <Section title="Tallies" note="count, share, expected" columns={columns}>
      {counters.map(({name, label, count, share}) => (
        <Line key={name}>
          {[
            format(label, count),
            formatFinePercent(total > 0 ? count / total : 0),
            ...(share === null ? [] : [formatFinePercent(share)]),
          ].join('  ')}
        </Line>
      ))}
      <Line>{format('all', total)}</Line>
    </Section>
  );
}

interface TimeProps {
  readonly snapshot: Snapshot;
  readonly columns: number;
}

const headColumns = 20;

/** The times of the beats, of messages and of the modes. */
export function TimeTable({snapshot, columns}: TimeProps) {
  const {latency, modes} = snapshot;
  const rows = [
    ...toBeatRows(snapshot),
    ['latency, all the run ', formatTiming(latency)],
    ...modes.map(({mode, seconds, messages, perSecond}) => [
      mode,
      `${formatClock(seconds)}  ${formatRate(perSecond)}  ${formatCount(messages)} messages`,
    ]),
  ];
  return (
    <Section title="Times" note="median, 99th percentile" columns={columns}>
      {rows.map(([head = '', text]) => (
        <Line key={head}>{`${head.padEnd(headColumns)}${text}`}</Line>
      ))}
    </Section>
  );
}

function toBeatRows({beat, pipeline, channels}: Snapshot): string[][] {
  if (beat === null) return [];
  const {periodMs, sent, skipped, latenessNow, lateness} = beat;
  const period = pipeline.settings.find(({rateOf}) => rateOf === beat.noun);
  const rate = period === undefined ? '' : `${formatSetting(period, periodMs)}, `;
  const sender = channels.find(({name}) => name === beat.channel)?.from ?? beat.noun;
  return [
    [sender, `${rate}${formatCount(sent)} sent, ${formatCount(skipped)} skipped`],
    ['late, last second', formatTiming(latenessNow)],
    ['late, all the run', formatTiming(lateness)],
  ];
}

function formatTiming(timing: Percentiles | null): string {
  if (timing === null) return 'nothing yet';
  return `${formatMs(timing.p50Ms)}  ${formatMs(timing.p99Ms)}`;
}
