/**
 * The full-screen monitor of any source of Snapshots. Ink draws on the alternate screen, from the
 * first frame to the last.
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

/**
 * Frames per second for a screen reader when only figures have changed. A voice is slower than an
 * eye.
 */
const spokenPerSecond = 0.1;
/** Time from a change to the second frame for a screen reader, which has the new figures. */
const spokenAgainMs = 2_000;
/** Time for which the result of a key is shown. */
const noticeMs = 4_000;

/** The look of the screen. */
export interface DrawnLook {
  readonly symbols: Symbols;
  readonly theme: Theme;
  /** Greatest number of frames per second, 1 to 10. */
  readonly framesPerSecondMax: number;
}

/** An open monitor. */
export interface Monitor {
  /** Shows the URL of the run's telemetry in the help. */
  tellTelemetry(url: string): void;
  /** Restores the terminal. May be called more than once. */
  close(): void;
}

/**
 * Opens the monitor, which draws until it is closed. The end of the run does not close it. The
 * caller that awaits the end closes the monitor.
 * @param keysOf creates the keys of this kind of monitor
 * @param onCrash is called with a fault in the drawing; nothing is drawn after it
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
    // The caller has decided to draw. Ink must not decide again from the environment.
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

/** Draws a change at once, and draws again when there are figures of it. */
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

/** Returns the keys that act, and that the screen shows, in `state`. */
function keysFor({usual, lab = usual}: Keys, {labChoice}: MonitorState): readonly Binding[] {
  return labChoice === null ? usual : lab;
}

/** Shows a notice for `noticeMs`. */
function notify(store: MonitorStore, notice: string): void {
  store.dispatch({type: 'noticed', notice});
  const timer = setTimeout(() => {
    if (store.getState().notice === notice) store.dispatch({type: 'noticed', notice: null});
  }, noticeMs);
  timer.unref();
}
