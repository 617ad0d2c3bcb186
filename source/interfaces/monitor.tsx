/**
 * The full-screen interface over a running engine: Ink on the alternate screen, from the first frame to the last.
 */
import {render, useApp} from 'ink';
import {useSyncExternalStore} from 'react';
import {App} from '../components/app.tsx';
import {SymbolsContext} from '../components/look.ts';
import type {Engine} from '../engine/index.ts';
import type {Symbols} from '../format/symbols.ts';
import {type Command, useKeys} from '../hooks/use-keys.ts';
import {useSuspend} from '../hooks/use-suspend.ts';
import {
  looksDifferent,
  type MonitorEvent,
  type MonitorState,
  reduceMonitor,
  startMonitor,
} from '../store/monitor.ts';
import {createStore, type Store} from '../store/store.ts';
import type {Controls} from './controls.ts';
import {Pacer} from './pacer.ts';
import {repaintAfterResizes} from './repaint.ts';
import {stopYoungGenerationGrowth} from './young-generation.ts';

/** A picture on the screen. */
export interface Monitor {
  /** Gives the terminal back as it was. May be called more than once. */
  close(): void;
}

/**
 * Draws until closed. The engine's end does not close it: whoever awaits that does.
 * @param onCrash hears of a fault in the drawing, after which nothing is drawn any more
 */
export function openMonitor(
  engine: Engine,
  controls: Controls,
  symbols: Symbols,
  onCrash: (error: unknown) => void,
): Monitor {
  const store = createStore(startMonitor(engine.getSnapshot()), reduceMonitor, looksDifferent);
  const pacer = new Pacer(() => store.dispatch({type: 'sampled', snapshot: engine.getSnapshot()}));
  const unsubscribe = engine.subscribe(() => pacer.request());
  const isScreenReader = process.env.INK_SCREEN_READER === 'true';
  stopYoungGenerationGrowth();
  const app = render(<Live store={store} controls={controls} symbols={symbols} />, {
    alternateScreen: !isScreenReader,
    incrementalRendering: true,
    maxFps: 10,
    exitOnCtrlC: false,
    patchConsole: false,
    // Whether to draw has been decided; Ink's own look at the environment is not asked again.
    interactive: true,
  });
  app.waitUntilExit().catch(onCrash);
  const stopRepainting = isScreenReader
    ? () => {}
    : repaintAfterResizes(process.stdout, () => app.clear());
  return {
    close() {
      unsubscribe();
      pacer.stop();
      stopRepainting();
      app.unmount();
    },
  };
}

interface LiveProps {
  readonly store: Store<MonitorState, MonitorEvent>;
  readonly controls: Controls;
  readonly symbols: Symbols;
}

function Live({store, controls, symbols}: LiveProps) {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const suspend = useSuspend(useApp());
  const perform = (command: Command) => {
    switch (command) {
      case 'mode':
        return controls.toggleMode();
      case 'faster':
      case 'slower':
        return controls.stepRate(command);
      case 'pause':
        return controls.togglePause();
      case 'crash':
        return controls.crash(state.selectedActor);
      case 'previousActor':
        return store.dispatch({type: 'actorSelected', step: -1});
      case 'nextActor':
        return store.dispatch({type: 'actorSelected', step: 1});
      case 'stop':
        return controls.stop();
      case 'suspend':
        return suspend();
      case 'freeze':
        return store.dispatch({type: 'freezeToggled'});
      case 'help':
        return store.dispatch({type: 'helpToggled'});
      case 'close':
        return store.dispatch({type: 'helpClosed'});
    }
  };
  useKeys(perform);
  return (
    <SymbolsContext value={symbols}>
      <App state={state} />
    </SymbolsContext>
  );
}
