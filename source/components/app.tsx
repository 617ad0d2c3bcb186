import {Box, useIsScreenReaderEnabled, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import type {KeyBinding} from '../monitor/keymap.ts';
import {computeLayout, type Layout, type Panel} from '../monitor/layout.ts';
import type {MonitorState} from '../monitor/state.ts';
import {Actors} from './actors.tsx';
import {BottleneckLine} from './bottleneck-line.tsx';
import {ChangeLine} from './change-line.tsx';
import {Channels} from './channels.tsx';
import {ColumnsContext} from './context.ts';
import {Detail} from './detail.tsx';
import {Help} from './help.tsx';
import {KeyHints} from './key-hints.tsx';
import {LogPanel} from './log-panel.tsx';
import {Pipeline} from './pipeline.tsx';
import {ProfileMenu} from './profile-menu.tsx';
import {ScreenReader} from './screen-reader.tsx';
import {Segments} from './segments.tsx';
import {Progress, Status} from './status.tsx';
import {Tallies} from './tallies.tsx';
import {Throughput} from './throughput.tsx';
import {VitalsLine} from './vitals-line.tsx';

interface AppProps {
  readonly state: MonitorState;
  readonly keys: readonly KeyBinding[];
}

/** The whole screen. Arranges the panels, or shows sentences for a screen reader. */
export function App({state, keys}: AppProps) {
  const {columns, rows} = useWindowSize();
  const isScreenReader = useIsScreenReaderEnabled();
  const {isHelpShown, selectedProfile, expanded, displayed} = state;
  const isOverview = !isHelpShown && selectedProfile === null && expanded === null;
  if (isScreenReader && isOverview) return <ScreenReader state={state} keys={keys} />;
  const layout = computeLayout(columns, rows, displayed.snapshot);
  return <Screen state={state} keys={keys} layout={layout} />;
}

interface BodyProps {
  readonly state: MonitorState;
  readonly layout: Layout;
}

/** The screen at the size of `layout`. */
export function Screen({state, keys, layout}: AppProps & BodyProps) {
  const {columns, rows, shown} = layout;
  return (
    <ColumnsContext value={columns}>
      <Box flexDirection="column" width={columns} height={rows}>
        <Box flexShrink={0}>
          <Status state={state} columns={columns} />
        </Box>
        <Middle state={state} keys={keys} layout={layout} />
        <Box flexGrow={1} />
        {shown.has('keys') ? (
          <Box flexShrink={0}>
            <KeyHints keys={keys} notice={state.notice} columns={columns} />
          </Box>
        ) : null}
      </Box>
    </ColumnsContext>
  );
}

/** The panels between the status and the key hints: all, or the one that hides the others. */
function Middle({state, keys, layout}: AppProps & BodyProps) {
  const {columns} = layout;
  const {isHelpShown, helpTop, telemetryUrl, selectedProfile, profiles, expanded} = state;
  if (!isHelpShown && selectedProfile === null && expanded === null) {
    return <Overview state={state} layout={layout} />;
  }
  // The status and the key hints take one line each.
  const rows = Math.max(1, layout.rows - 2);
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      {isHelpShown ? (
        <Help
          snapshot={state.displayed.snapshot}
          keys={keys}
          telemetryUrl={telemetryUrl}
          rows={rows}
          top={helpTop}
        />
      ) : selectedProfile === null ? (
        <Detail state={state} columns={columns} rows={rows} />
      ) : (
        <ProfileMenu
          snapshot={state.latest.snapshot}
          profiles={profiles}
          selected={selectedProfile}
          columns={columns}
          rows={rows}
        />
      )}
    </Box>
  );
}

/** Columns between the two halves of a wide screen. */
const gapColumns = 2;

/** All panels, in one column or in two. */
function Overview({state, layout}: BodyProps) {
  const {shown, isWide, chartRows, segmentRows, logRows} = layout;
  const {displayed, selectedActor} = state;
  const {snapshot} = displayed;
  const {beat, change, channels, counters} = snapshot;
  const isReadOnly = state.status !== null;
  const columns = isWide ? Math.floor((layout.columns - gapColumns) / 2) : layout.columns;
  const show = (panel: Panel, element: ReactNode) => (shown.has(panel) ? element : null);
  const left = (
    <>
      {show('throughput', <Throughput view={displayed} columns={columns} chartRows={chartRows} />)}
      {show('channels', <Channels channels={channels} columns={columns} />)}
    </>
  );
  const right = (
    <>
      {show('actors', <Actors snapshot={snapshot} selected={selectedActor} columns={columns} />)}
      {show('tallies', <Tallies counters={counters} columns={columns} hasHeading={isWide} />)}
      <Segments snapshot={snapshot} columns={columns} rows={segmentRows} />
    </>
  );
  const log = (
    <LogPanel snapshot={snapshot} isReadOnly={isReadOnly} columns={columns} rows={logRows} />
  );
  const both = (
    <Box columnGap={gapColumns}>
      <Box flexDirection="column" width={columns}>
        {left}
      </Box>
      <Box flexDirection="column" width={columns}>
        {right}
        {log}
      </Box>
    </Box>
  );
  return (
    <>
      {show('progress', <Progress beat={beat} columns={layout.columns} />)}
      {show('pipeline', <Pipeline snapshot={snapshot} />)}
      {isWide ? both : left}
      {isWide ? null : right}
      {show('limit', <BottleneckLine snapshot={snapshot} isReadOnly={isReadOnly} />)}
      {show('change', <ChangeLine change={change} columns={layout.columns} />)}
      {show('vitals', <VitalsLine snapshot={snapshot} />)}
      {isWide ? null : log}
    </>
  );
}
