/** Time without a resize after which the size has settled. */
const settledMs = 150;
const eraseScreen = '\u001B[2J\u001B[H';

/**
 * Repaints the whole screen after its size has settled.
 *
 * A frame that is under way during a resize was drawn for another size, and its lines wrap. Ink
 * writes only the lines that have changed since its last frame. The remains of such a frame would
 * therefore stay on the screen.
 * @param stdout the terminal
 * @param forget makes the painter discard its record of the screen's content
 * @returns a function that ends the repainting
 */
export function repaintAfterResizes(stdout: NodeJS.WriteStream, forget: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRepainting = false;
  const repaint = () => {
    forget();
    stdout.write(eraseScreen);
    // A resize makes Ink draw at once, also when nothing has changed.
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
