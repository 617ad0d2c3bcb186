import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {
  type ActorReport,
  formatBeatRate,
  type Percentiles,
  type Snapshot,
  waitKinds,
} from '../engine/index.ts';
import {
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercent,
  formatRate,
} from '../format/number.ts';
import {expectedShares} from '../format/shares.ts';
import {spell} from '../format/symbols.ts';
import {waitInWords} from '../format/wait.ts';
import type {ExpandedPanel, MonitorState, Picture} from '../store/monitor.ts';
import {ActorRow, barColumnsOf} from './actors.tsx';
import {ChannelRow} from './channels.tsx';
import {Line} from './line.tsx';
import {useSymbols} from './look.ts';
import {Events} from './notes.tsx';
import {Section} from './section.tsx';
import {tallyKinds} from './tallies.tsx';
import {Throughput} from './throughput.tsx';

interface Props {
  readonly panel: ExpandedPanel;
  readonly state: MonitorState;
  readonly columns: number;
  /** Greatest number of lines, including the heading. */
  readonly rows: number;
}

/**
 * One panel alone, with all its figures: throughput, channels, actors, tallies, times, or the log.
 */
export function Expanded({panel, state, columns, rows}: Props) {
  const {shown, selectedActor} = state;
  const {snapshot} = shown;
  switch (panel) {
    case 'throughput':
      return <WholeThroughput picture={shown} columns={columns} rows={rows} />;
    case 'channels':
      return <WholeChannels snapshot={snapshot} columns={columns} />;
    case 'actors':
      return <WholeActors snapshot={snapshot} selected={selectedActor} columns={columns} />;
    case 'tallies':
      return <WholeTallies snapshot={snapshot} columns={columns} />;
    case 'times':
      return <Times snapshot={snapshot} columns={columns} />;
    case 'log':
      return (
        <Events {...snapshot} canSteer={state.origin === null} columns={columns} rows={rows} />
      );
  }
}

interface WholeProps {
  readonly snapshot: Snapshot;
  readonly columns: number;
}

function WholeThroughput({
  picture,
  columns,
  rows,
}: {
  picture: Picture;
  columns: number;
  rows: number;
}) {
  return <Throughput picture={picture} columns={columns} chartRows={Math.max(2, rows - 1)} />;
}

function WholeChannels({snapshot, columns}: WholeProps) {
  return (
    <Section title="Channels" note="the last ten seconds, and the run" columns={columns}>
      {snapshot.channels.map((channel, place) => {
        const rolling = snapshot.rolling.channels[place];
        const {from, to, sent, total, fillMessages, capacityMessages} = channel;
        return (
          <Box key={channel.name} flexDirection="column" flexShrink={0} marginBottom={1}>
            <ChannelRow channel={channel} columns={columns} />
            <Detail>
              {`${from} → ${to}, ${formatRate(rolling?.perSecond ?? 0)}, filled ${percent(rolling?.fillMean)} on average, p80 ${percent(rolling?.fillP80)}`}
            </Detail>
            <Detail>
              {`${formatCount(sent)} sent, ${formatCount(total)} received, ${formatCount(fillMessages)} of ${formatCount(capacityMessages)} in it now`}
            </Detail>
          </Box>
        );
      })}
    </Section>
  );
}

function WholeActors({
  snapshot,
  selected,
  columns,
}: WholeProps & {readonly selected: MonitorState['selectedActor']}) {
  return (
    <Section title="Actors" note="busy, waits for, usual batch, restarts" columns={columns}>
      {snapshot.actors.map((actor, place) => {
        const rolling = snapshot.rolling.actors[place];
        const waits = waitKinds
          .filter((kind) => actor.waitsNow[kind] >= 0.005)
          .map((kind) => `${percent(actor.waitsNow[kind])} ${waitInWords(actor.name, kind)}`);
        const clock = rolling?.cpuFrom === 'busy' ? 'by its busy time' : 'by its clock';
        return (
          <Box key={actor.name} flexDirection="column" flexShrink={0} marginBottom={1}>
            <ActorRow
              actor={actor}
              isSelected={actor.name === selected}
              barColumns={barColumnsOf(snapshot.actors, columns)}
            />
            <Detail>{`waits: ${waits.join(', ') || 'none'}`}</Detail>
            <Detail>{batchesInWords(actor)}</Detail>
            <Detail>
              {`busy ${percent(actor.busyRatio)} of the run; ${(rolling?.cpuCores ?? 0).toFixed(3)} of a core ${clock}`}
            </Detail>
          </Box>
        );
      })}
    </Section>
  );
}

function WholeTallies({snapshot: {tallies, messages}, columns}: WholeProps) {
  const {logged} = messages;
  return (
    <Section title="Tallies" note="count, share, expected" columns={columns}>
      {tallyKinds.map(({key, name}) => (
        <Line key={key}>
          {`${name.padEnd(9)}${formatCount(tallies[key]).padStart(21)}  ${formatFinePercent(logged > 0 ? tallies[key] / logged : 0)}  ${formatFinePercent(expectedShares[key])}`}
        </Line>
      ))}
      <Line>{`${'all'.padEnd(9)}${formatCount(logged).padStart(21)}`}</Line>
    </Section>
  );
}

/** The times of the heartbeat, of messages and of the modes. */
function Times({snapshot: {beat, latency, modes}, columns}: WholeProps) {
  return (
    <Section title="Times" note="median, 99th percentile" columns={columns}>
      <Line>{`heartbeat           ${formatBeatRate(beat.periodMs)}, ${formatCount(beat.sent)} sent, ${formatCount(beat.skipped)} skipped`}</Line>
      <Line>{`late, last second   ${inMs(beat.latenessNow)}`}</Line>
      <Line>{`late, all the run   ${inMs(beat.lateness)}`}</Line>
      <Line>{`latency, all the run ${inMs(latency)}`}</Line>
      {modes.map(({mode, seconds, messages, perSecond}) => (
        <Line key={mode}>
          {`${mode.padEnd(20)}${formatClock(seconds)}  ${formatRate(perSecond)}  ${formatCount(messages)} messages`}
        </Line>
      ))}
    </Section>
  );
}

function batchesInWords({batches, meanBatch, batchNow}: ActorReport): string {
  const all = `${formatCount(batches)} batches of ${formatCount(meanBatch)} on average`;
  if (batchNow === null) return all;
  return `${all}; now median ${formatCount(batchNow.p50)}, p99 ${formatCount(batchNow.p99)}`;
}

function Detail({children}: {readonly children: string}): ReactNode {
  const symbols = useSymbols();
  return (
    <Line>
      <Text dimColor>{`    ${spell(children, symbols)}`}</Text>
    </Line>
  );
}

function inMs(percentiles: Percentiles | null): string {
  if (percentiles === null) return 'nothing yet';
  return `${formatMs(percentiles.p50Ms)}  ${formatMs(percentiles.p99Ms)}`;
}

function percent(share = 0): string {
  return formatPercent(share).trim();
}
