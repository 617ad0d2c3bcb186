import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Snapshot} from '../engine/index.ts';
import {formatCount, formatPercentInline, formatRate} from '../format/number.ts';
import {toDisplayText} from '../format/symbols.ts';
import {formatWait} from '../format/wait.ts';
import type {MonitorState} from '../monitor/state.ts';
import {ActorRow} from './actors.tsx';
import {ChannelRow} from './channels.tsx';
import {useSymbols} from './context.ts';
import {Line} from './line.tsx';
import {LogPanel} from './log-panel.tsx';
import {Section} from './section.tsx';
import {TallyTable, TimeTable} from './tables.tsx';
import {Throughput} from './throughput.tsx';

interface Props {
  readonly state: MonitorState;
  readonly columns: number;
  /** Greatest number of lines, including the heading. */
  readonly rows: number;
}

/** The panel `state.expanded` alone, with all its figures. */
export function Detail({state, columns, rows}: Props) {
  const {displayed, selectedActor, status} = state;
  const {snapshot} = displayed;
  switch (state.expanded) {
    case 'throughput':
      return <Throughput view={displayed} columns={columns} chartRows={Math.max(2, rows - 1)} />;
    case 'channels':
      return <ChannelDetail snapshot={snapshot} columns={columns} />;
    case 'actors':
      return <ActorDetail snapshot={snapshot} selected={selectedActor} columns={columns} />;
    case 'tallies':
      return <TallyTable counters={snapshot.counters} columns={columns} />;
    case 'times':
      return <TimeTable snapshot={snapshot} columns={columns} />;
    case 'log':
      return (
        <LogPanel snapshot={snapshot} isReadOnly={status !== null} columns={columns} rows={rows} />
      );
    case null:
      return null;
  }
}

interface DetailProps {
  readonly snapshot: Snapshot;
  readonly columns: number;
}

function ChannelDetail({snapshot: {channels, rolling}, columns}: DetailProps) {
  return (
    <Section title="Channels" note="the last ten seconds, and the run" columns={columns}>
      {channels.map((channel, index) => {
        const {name, from, to, sent, total, fillMessages, capacityMessages} = channel;
        const {perSecond = 0, fillMean = 0, fillP80 = 0} = rolling.channels[index] ?? {};
        return (
          <Figures
            key={name}
            lines={[
              `${from} → ${to}, ${formatRate(perSecond)}, filled ${formatPercentInline(fillMean)} on average, p80 ${formatPercentInline(fillP80)}`,
              `${formatCount(sent)} sent, ${formatCount(total)} received, ${formatCount(fillMessages)} of ${formatCount(capacityMessages)} in it now`,
            ]}
          >
            <ChannelRow channel={channel} channels={channels} columns={columns} />
          </Figures>
        );
      })}
    </Section>
  );
}

/** Waits below this share of the time are hidden. */
const shareMin = 0.005;

function ActorDetail({snapshot, selected, columns}: DetailProps & {readonly selected: string}) {
  const {actors, rolling} = snapshot;
  return (
    <Section title="Actors" note="busy, waits for, usual batch, restarts" columns={columns}>
      {actors.map((actor, index) => {
        const {name, waitsNow, batches, meanBatch, batchNow, busyRatio} = actor;
        const {cpuCores = 0, cpuFrom} = rolling.actors[index] ?? {};
        const waits = Object.entries(waitsNow)
          .filter(([, share]) => share >= shareMin)
          .map(
            ([kind, share]) => `${formatPercentInline(share)} ${formatWait(snapshot, name, kind)}`,
          );
        const clock = cpuFrom === 'busy' ? 'by its busy time' : 'by its clock';
        const now =
          batchNow === null
            ? ''
            : `; now median ${formatCount(batchNow.p50)}, p99 ${formatCount(batchNow.p99)}`;
        return (
          <Figures
            key={name}
            lines={[
              `waits: ${waits.join(', ') || 'none'}`,
              `${formatCount(batches)} batches of ${formatCount(meanBatch)} on average${now}`,
              `busy ${formatPercentInline(busyRatio)} of the run; ${cpuCores.toFixed(3)} of a core ${clock}`,
            ]}
          >
            <ActorRow
              actor={actor}
              snapshot={snapshot}
              isSelected={name === selected}
              columns={columns}
            />
          </Figures>
        );
      })}
    </Section>
  );
}

interface FiguresProps {
  readonly lines: readonly string[];
  readonly children: ReactNode;
}

/** A row of a panel with its figures below it. */
function Figures({lines, children}: FiguresProps) {
  const symbols = useSymbols();
  return (
    <Box flexDirection="column" flexShrink={0} marginBottom={1}>
      {children}
      {lines.map((line) => (
        <Line key={line} dimColor>
          {`    ${toDisplayText(line, symbols)}`}
        </Line>
      ))}
    </Box>
  );
}
