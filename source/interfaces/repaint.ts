/**
 * Paints the whole screen anew once its size has settled.
 *
 * A frame that was on its way while the terminal changed its size arrives in a place it was not made for, and wraps. Ink writes
 * only the lines that have changed since its last frame, so what such a frame left behind would stay.
 */
const settledMs = 150;
const eraseScreen = '\u001B[2J\u001B[H';

/**
 * Repaints `stdout` when no resize has come for a moment; returns what ends that.
 * @param forget makes the painter forget what it believes to be on the screen
 */
export function repaintAfterResizes(stdout: NodeJS.WriteStream, forget: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRepainting = false;
  const repaint = () => {
    forget();
    stdout.write(eraseScreen);
    // What makes Ink draw at once, also when nothing has changed.
    isRepainting = true;
    stdout.emit('resize');
    isRepainting = false;
  };
  const onResize = () => {
    if (isRepainting) return;
    clearTimeout(timer);
    timer = setTimeout(repaint, settledMs);
  };
  stdout.on('resize', onResize);
  return () => {
    clearTimeout(timer);
    stdout.off('resize', onResize);
  };
}
