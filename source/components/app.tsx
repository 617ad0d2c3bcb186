import {Box, useIsScreenReaderEnabled} from 'ink';
import type {KeyBinding} from '../monitor/keymap.ts';
import type {MonitorState} from '../monitor/state.ts';
import {type Frame, isOverview, type PaintedBlock} from '../panels/frame.ts';
import {Rows} from './rows.tsx';
import {ScreenReader} from './screen-reader.tsx';

interface AppProps {
  readonly state: MonitorState;
  readonly keys: readonly KeyBinding[];
  readonly frame: Frame;
}

/** The whole screen: the frame, or sentences for a screen reader. */
export function App({state, keys, frame}: AppProps) {
  const isScreenReader = useIsScreenReaderEnabled();
  if (isScreenReader && isOverview(state)) return <ScreenReader state={state} keys={keys} />;
  return <Screen frame={frame} />;
}

/** Places the blocks of a frame from top to bottom, and side by side. */
export function Screen({frame: {columns, rows, blocks}}: {readonly frame: Frame}) {
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {blocks.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
        <Box key={index} flexShrink={0}>
          {row.map((block, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
            <Placed key={place} block={block} />
          ))}
        </Box>
      ))}
    </Box>
  );
}

function Placed({block}: {readonly block: PaintedBlock}) {
  return (
    <Box flexShrink={0} width={block.columns} height={block.painted.length}>
      <Rows block={block} />
    </Box>
  );
}
