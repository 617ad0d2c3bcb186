import {Transform} from 'ink';

/** Props of `Graphic`. */
export interface Props {
  /** No line is wider than the panel. */
  readonly lines: readonly string[];
}

/**
 * Lines of characters beyond ASCII, each of which takes one column. A screen reader skips them. Ink
 * measures blanks in their place, as for any line; see `line.tsx`.
 */
export function Graphic({lines}: Props) {
  if (lines.length === 0) return null;
  const room = lines.map(() => ' ').join('\n');
  return (
    <Transform transform={(_, index) => lines[index] ?? ''} accessibilityLabel="">
      {room}
    </Transform>
  );
}
