import {Box, useIsScreenReaderEnabled, useWindowSize} from 'ink';
import type {MonitorState} from '../store/monitor.ts';
import {Actors} from './actors.tsx';
import {type Arrangement, arrange} from './arrange.ts';
import {Channels} from './channels.tsx';
import {Expanded} from './expanded.tsx';
import {Lab} from './lab.tsx';
import {Help, type KeyWords, Legend} from './legend.tsx';
import {ColumnsContext} from './look.ts';
import {ChangeLine, Events, LimitLine, VitalsLine} from './notes.tsx';
import {Pipeline} from './pipeline.tsx';
import {Segments} from './segments.tsx';
import {Spoken} from './spoken.tsx';
import {Progress, Status} from './status.tsx';
import {Tallies} from './tallies.tsx';
import {Throughput} from './throughput.tsx';

interface AppProps {
  readonly state: MonitorState;
  readonly keys: readonly KeyWords[];
}

/** The whole screen. Arranges the panels, or shows sentences for a screen reader. */
export function App({state, keys}: AppProps) {
  const {columns, rows} = useWindowSize();
  const isSpoken = useIsScreenReaderEnabled();
  const isOverview = !state.isHelpShown && state.labChoice === null && state.expanded === null;
  if (isSpoken && isOverview) return <Spoken state={state} keys={keys} />;
  const hasChange = state.shown.snapshot.change !== null;
  return <Screen state={state} keys={keys} arrangement={arrange(columns, rows, hasChange)} />;
}

interface BodyProps {
  readonly state: MonitorState;
  readonly arrangement: Arrangement;
}

/** The screen at the size of `arrangement`. */
export function Screen({state, keys, arrangement}: AppProps & BodyProps) {
  const {columns, rows, shown} = arrangement;
  const {snapshot} = state.shown;
  return (
    <ColumnsContext value={columns}>
      <Box flexDirection="column" width={columns} height={rows}>
        <Box flexShrink={0}>
          <Status
            snapshot={snapshot}
            live={state.live.snapshot}
            origin={state.origin}
            isFrozen={state.isFrozen}
            uiUsage={state.uiUsage}
            columns={columns}
          />
        </Box>
        <Middle state={state} keys={keys} arrangement={arrangement} />
        <Box flexGrow={1} />
        {shown.has('legend') ? (
          <Box flexShrink={0}>
            <Legend keys={keys} notice={state.notice} columns={columns} />
          </Box>
        ) : null}
      </Box>
    </ColumnsContext>
  );
}

/** The panels between the status and the legend. */
function Middle({state, keys, arrangement}: AppProps & BodyProps) {
  const {columns, rows, shown, isWide, logRows} = arrangement;
  const {snapshot} = state.shown;
  // The status and the legend take one line each.
  const free = Math.max(1, rows - 2);
  if (state.isHelpShown) {
    return (
      <Box flexDirection="column" height={free} overflow="hidden">
        <Help keys={keys} telemetryUrl={state.telemetryUrl} rows={free} top={state.helpTop} />
      </Box>
    );
  }
  if (state.labChoice !== null) {
    return (
      <Lab snapshot={state.live.snapshot} choice={state.labChoice} columns={columns} rows={free} />
    );
  }
  if (state.expanded !== null) {
    return (
      <Box flexDirection="column" height={free} overflow="hidden">
        <Expanded panel={state.expanded} state={state} columns={columns} rows={free} />
      </Box>
    );
  }
  const canSteer = state.origin === null;
  const Body = isWide ? WideBody : NarrowBody;
  return (
    <>
      {shown.has('progress') ? <Progress beat={snapshot.beat} columns={columns} /> : null}
      {shown.has('pipeline') ? <Pipeline snapshot={snapshot} /> : null}
      <Body state={state} arrangement={arrangement} />
      {shown.has('limit') ? <LimitLine snapshot={snapshot} canSteer={canSteer} /> : null}
      {shown.has('change') ? <ChangeLine change={snapshot.change} columns={columns} /> : null}
      {shown.has('vitals') ? <VitalsLine snapshot={snapshot} /> : null}
      {isWide ? null : (
        <Events {...snapshot} canSteer={canSteer} columns={columns} rows={logRows} />
      )}
    </>
  );
}

/** The panels in one column. */
function NarrowBody({state, arrangement}: BodyProps) {
  const {columns, shown, chartRows} = arrangement;
  const {snapshot} = state.shown;
  const {channels, actors, tallies, messages} = snapshot;
  return (
    <>
      {shown.has('throughput') ? (
        <Throughput picture={state.shown} columns={columns} chartRows={chartRows} />
      ) : null}
      {shown.has('channels') ? <Channels channels={channels} columns={columns} /> : null}
      {shown.has('actors') ? (
        <Actors actors={actors} selected={state.selectedActor} columns={columns} />
      ) : null}
      {shown.has('tallies') ? (
        <Tallies tallies={tallies} logged={messages.logged} columns={columns} hasHeading={false} />
      ) : null}
    </>
  );
}

/** Columns between the two halves of a wide screen. */
const gapColumns = 2;

/** The panels in two columns. */
function WideBody({state, arrangement}: BodyProps) {
  const {chartRows, segmentRows, logRows} = arrangement;
  const {snapshot} = state.shown;
  const {channels, actors, tallies, messages} = snapshot;
  const columns = Math.floor((arrangement.columns - gapColumns) / 2);
  return (
    <Box columnGap={gapColumns}>
      <Box flexDirection="column" width={columns}>
        <Throughput picture={state.shown} columns={columns} chartRows={chartRows} />
        <Channels channels={channels} columns={columns} />
      </Box>
      <Box flexDirection="column" width={columns}>
        <Actors actors={actors} selected={state.selectedActor} columns={columns} />
        <Tallies tallies={tallies} logged={messages.logged} columns={columns} hasHeading />
        <Segments snapshot={snapshot} columns={columns} rows={segmentRows} />
        <Events {...snapshot} canSteer={state.origin === null} columns={columns} rows={logRows} />
      </Box>
    </Box>
  );
}
