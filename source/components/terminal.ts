/** The terminal beyond what Ink does: repainting, and the memory of frames. */
import v8 from 'node:v8';
import type {Screen} from '../terminal/screen.ts';

/**
 * Stops the growth of V8's young generation, so that the garbage of frames stays in little memory.
 *
 * V8 doubles its young generation whenever much in it survives, up to 64 MiB per half. Frames leave
 * many short-lived strings. The size before the first frame is enough for ten frames per second.
 * More growth only takes memory.
 */
export function stopYoungGenerationGrowth(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

/** Time without a resize after which the size has settled. */
const settledMs = 150;

/**
 * Repaints the whole screen when its content is unknown, and after its size has settled.
 *
 * A frame that is under way during a resize was drawn for another size, and its lines wrap. Ink
 * writes only the lines that have changed since its last frame. The remains of such a frame would
 * therefore stay on the screen.
 * @param forget makes the painter discard its record of the screen's content
 * @returns a function that ends the repainting
 */
export function repaintWhenLost(screen: Screen, forget: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRepainting = false;
  const repaint = () => {
    forget();
    screen.erase();
    // A resize makes Ink draw at once, also when nothing has changed.
    isRepainting = true;
    screen.emit('resize');
    isRepainting = false;
  };
  const onResize = () => {
    if (isRepainting) return;
    clearTimeout(timer);
    timer = setTimeout(repaint, settledMs);
  };
  screen.on('resize', onResize);
  screen.on('lost', repaint);
  return () => {
    clearTimeout(timer);
    screen.off('resize', onResize);
    screen.off('lost', repaint);
  };
}
