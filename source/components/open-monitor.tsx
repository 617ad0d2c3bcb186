/**
 * The full-screen monitor of any source of Snapshots. Ink draws on the alternate screen, from the
 * first frame to the last.
 */
import chalk from 'chalk';
import {render, useWindowSize} from 'ink';
import {useMemo, useSyncExternalStore} from 'react';
import {createPaint} from '../format/paint.ts';
import type {DisplayOptions} from '../monitor/display-options.ts';
import {FramePacer} from '../monitor/frame-pacer.ts';
import {
  describeForeignKey,
  type Keymap,
  type KeymapFactory,
  type MonitorStore,
  runBinding,
  selectBindings,
} from '../monitor/keymap.ts';
import type {MonitorSource} from '../monitor/source.ts';
import {
  createMonitorState,
  createSample,
  looksDifferent,
  type Profile,
  reduceMonitor,
} from '../monitor/state.ts';
import {createStore} from '../monitor/store.ts';
import type {Look} from '../panels/frame.ts';
import {FrameCache} from '../panels/frame-cache.ts';
import {isInForeground} from '../terminal/foreground.ts';
import {Keyboard} from '../terminal/keyboard.ts';
import {runAll} from '../terminal/run-all.ts';
import {Screen} from '../terminal/screen.ts';
import {TerminalSession} from '../terminal/session.ts';
import {App} from './app.tsx';
import {saveScreen} from './save-screen.ts';
import {hasUrgentNews} from './screen-reader.tsx';
import {repaintWhenLost, stopYoungGenerationGrowth} from './terminal.ts';

/**
 * Frames per second for a screen reader when only figures have changed. A voice is slower than an
 * eye.
 */
const spokenPerSecond = 0.1;
/** Time from a change to the second frame for a screen reader, which has the new figures. */
const spokenAgainMs = 2_000;
/** Time for which the result of a key is shown. */
const noticeMs = 4_000;

/** An open monitor. */
export interface Monitor {
  /** Shows the URL of the run's telemetry in the help. */
  setTelemetryUrl(url: string): void;
  /**
   * Restores the terminal, also if the monitor has failed. May be called more than once.
   * @throws the first error of the monitor's end
   */
  close(): void;
}

/**
 * Opens the monitor, which draws until it is closed. The end of the run does not close it. The
 * caller that awaits the end closes the monitor.
 * @param createKeymap creates the keys of this kind of monitor
 * @param onCrash is called with a fault of the monitor, which is then to be closed
 * @param profiles the entries of the lab's menu
 * @throws if the monitor fails at its start; the terminal is as it was
 */
export function openMonitor(
  source: MonitorSource,
  createKeymap: KeymapFactory,
  display: DisplayOptions,
  onCrash: (error: unknown) => void,
  profiles: readonly Profile[] = [],
): Monitor {
  const first = createMonitorState(source.getSnapshot(), source.getStatus?.() ?? null, profiles);
  const store = createStore(first, reduceMonitor, looksDifferent);
  const isScreenReader = process.env.INK_SCREEN_READER === 'true';
  const pacer = new FramePacer(
    () => {
      store.dispatch(createSample(source, pacer.uiUsage));
    },
    isScreenReader ? spokenPerSecond : display.framesPerSecondMax,
  );
  const onSnapshot = () => {
    // The source would take the fault for itself, and would not call this listener again.
    try {
      const {snapshot} = store.getState().latest;
      if (isScreenReader && hasUrgentNews(snapshot, source.getSnapshot())) drawNowAndSoon(pacer);
      pacer.request();
    } catch (error) {
      onCrash(error);
    }
  };
  // What is open, in the order in which it is to be closed.
  const open: Array<() => void> = [source.subscribe(onSnapshot), () => pacer.stop()];
  const close = () => runAll(open.splice(0));
  try {
    stopYoungGenerationGrowth();
    const look = {symbols: display.symbols, paint: createPaint(display.theme, chalk.level)};
    const screen = new Screen(process.stdout, !isScreenReader, isInForeground);
    open.push(() => screen.close());
    const keymap = openKeymap(store, createKeymap, look, screen);
    const app = render(<Live store={store} keymap={keymap} look={look} />, {
      stdout: screen as unknown as NodeJS.WriteStream,
      incrementalRendering: true,
      maxFps: 10,
      exitOnCtrlC: false,
      patchConsole: false,
      // The caller has decided to draw. Ink must not decide again from the environment.
      interactive: true,
    });
    // The last frame is drawn before the screen is closed.
    open.unshift(() => app.unmount());
    app.waitUntilExit().catch(onCrash);
    open.unshift(repaintWhenLost(screen, () => app.clear()));
    const keyboard = new Keyboard(process.stdin, (press) => {
      pacer.hurry();
      // A key can change the meaning of the next one.
      const bindings = selectBindings(keymap, store.getState());
      const suspend = {keys: ['ctrl-z'], run: () => session.stop()};
      if (runBinding([...bindings, suspend], press)) return;
      const hint = describeForeignKey(press.name);
      if (hint !== undefined) showNotice(store, hint);
    });
    const session = new TerminalSession(screen, keyboard);
    open.push(() => session.close());
  } catch (error) {
    close();
    throw error;
  }
  return {
    setTelemetryUrl(url) {
      store.dispatch({type: 'telemetryOpened', url});
    },
    close,
  };
}

/** Draws a change at once, and draws again when there are figures of it. */
function drawNowAndSoon(pacer: FramePacer): void {
  pacer.flush();
  setTimeout(() => {
    pacer.flush();
    pacer.request();
  }, spokenAgainMs).unref();
}

/** Creates the keymap of a monitor. Its actions that concern the screen are those of `screen`. */
function openKeymap(
  store: MonitorStore,
  createKeymap: KeymapFactory,
  look: Look,
  screen: Screen,
): Keymap {
  const keymap = createKeymap(store, {
    showNotice: (notice) => showNotice(store, notice),
    saveScreen() {
      const {columns, rows} = screen;
      const state = {...store.getState(), notice: null};
      const shown = {state, keys: selectBindings(keymap, state), look, columns, rows};
      showNotice(store, saveScreen(shown, new Date()));
    },
  });
  return keymap;
}

interface LiveProps {
  readonly store: MonitorStore;
  readonly keymap: Keymap;
  readonly look: Look;
}

function Live({store, keymap, look}: LiveProps) {
  const {columns, rows} = useWindowSize();
  const frames = useMemo(() => new FrameCache(look), [look]);
  const getFrame = () => {
    const state = store.getState();
    return frames.get(state, selectBindings(keymap, state), columns, rows);
  };
  const frame = useSyncExternalStore(store.subscribe, getFrame);
  const state = store.getState();
  return <App state={state} keys={selectBindings(keymap, state)} frame={frame} />;
}

/** Shows a notice for `noticeMs`. */
function showNotice(store: MonitorStore, notice: string): void {
  store.dispatch({type: 'noticeChanged', notice});
  const timer = setTimeout(() => {
    if (store.getState().notice === notice) store.dispatch({type: 'noticeChanged', notice: null});
  }, noticeMs);
  timer.unref();
}
