/**
 * The full-screen interface over whatever has Snapshots: Ink on the alternate screen, from the first frame to the last.
 */
import {render, useApp} from 'ink';
import {useMemo, useSyncExternalStore} from 'react';
import {App} from '../components/app.tsx';
import {ColoursContext, SymbolsContext} from '../components/look.ts';
import {saysMore} from '../components/spoken.tsx';
import type {Symbols} from '../format/symbols.ts';
import {coloursOf, type Theme} from '../format/themes.ts';
import {type Binding, useKeys} from '../hooks/use-keys.ts';
import {useSuspend} from '../hooks/use-suspend.ts';
import {
  looksDifferent,
  type MonitorSource,
  type MonitorState,
  reduceMonitor,
  sampleOf,
  startMonitor,
} from '../store/monitor.ts';
import {createStore} from '../store/store.ts';
import {FramePacer} from './frame-pacer.ts';
import type {Keys, KeysOf, MonitorStore} from './keys.ts';
import {repaintAfterResizes} from './repaint.ts';
import {saveScreen} from './save.tsx';
import {stopYoungGenerationGrowth} from './young-generation.ts';

/** Sentences are said again this often when only figures have changed: a voice is slower than an eye. */
const spokenPerSecond = 0.1;
const spokenAgainMs = 2_000;
/** What a key did is told this long. */
const noticeMs = 4_000;

/** What it is drawn with. */
export interface DrawnLook {
  readonly symbols: Symbols;
  readonly theme: Theme;
  /** Frames a second at most, 1 to 10. */
  readonly framesPerSecondMax: number;
}

/** A picture on the screen. */
export interface Monitor {
  /** Says where the run's telemetry is. */
  tellTelemetry(url: string): void;
  /** Gives the terminal back as it was. May be called more than once. */
  close(): void;
}

/**
 * Draws until closed. The end of the run does not close it: whoever awaits that does.
 * @param keysOf makes the keys of this way of watching
 * @param onCrash hears of a fault in the drawing, after which nothing is drawn any more
 */
export function openMonitor(
  source: MonitorSource,
  keysOf: KeysOf,
  look: DrawnLook,
  onCrash: (error: unknown) => void,
): Monitor {
  const first = startMonitor(source.getSnapshot(), source.getStatus?.() ?? null);
  const store = createStore(first, reduceMonitor, looksDifferent);
  const isScreenReader = process.env.INK_SCREEN_READER === 'true';
  const pacer = new FramePacer(
    () => {
      store.dispatch(sampleOf(source, pacer.uiUsage));
    },
    isScreenReader ? spokenPerSecond : look.framesPerSecondMax,
  );
  const unsubscribe = source.subscribe(() => {
    const isUrgent =
      isScreenReader && saysMore(store.getState().live.snapshot, source.getSnapshot());
    if (isUrgent) sayNowAndSoon(pacer);
    pacer.request();
  });
  stopYoungGenerationGrowth();
  const app = render(<Live store={store} keysOf={keysOf} look={look} />, {
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
    tellTelemetry(url) {
      store.dispatch({type: 'telemetryOpened', url});
    },
    close() {
      unsubscribe();
      pacer.stop();
      stopRepainting();
      app.unmount();
    },
  };
}

/** What has changed is said at once, and once more when there are figures of it. */
function sayNowAndSoon(pacer: FramePacer): void {
  pacer.hurry();
  setTimeout(() => {
    pacer.hurry();
    pacer.request();
  }, spokenAgainMs).unref();
}

interface LiveProps {
  readonly store: MonitorStore;
  readonly keysOf: KeysOf;
  readonly look: DrawnLook;
}

function Live({store, keysOf, look: {symbols, theme}}: LiveProps) {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const suspend = useSuspend(useApp());
  const keys = useMemo(() => {
    const tell = (notice: string) => notify(store, notice);
    const save = () => {
      const {columns, rows} = process.stdout;
      const state = {...store.getState(), notice: null};
      const shown = {state, keys: keysFor(keys, state), symbols, columns, rows};
      tell(saveScreen(shown, new Date()));
    };
    const keys: Keys = keysOf(store, {save, tell});
    return keys;
  }, [keysOf, store, symbols]);
  useKeys(() => [...keysFor(keys, store.getState()), {keys: ['ctrl-z'], run: suspend}]);
  return (
    <ColoursContext value={coloursOf[theme]}>
      <SymbolsContext value={symbols}>
        <App state={state} keys={keysFor(keys, state)} />
      </SymbolsContext>
    </ColoursContext>
  );
}

/** The keys that are heard, and told of, in a state of the screen. */
function keysFor({usual, lab = usual}: Keys, {labChoice}: MonitorState): readonly Binding[] {
  return labChoice === null ? usual : lab;
}

/** Shows a notice for a while. */
function notify(store: MonitorStore, notice: string): void {
  store.dispatch({type: 'noticed', notice});
  const timer = setTimeout(() => {
    if (store.getState().notice === notice) store.dispatch({type: 'noticed', notice: null});
  }, noticeMs);
  timer.unref();
}
