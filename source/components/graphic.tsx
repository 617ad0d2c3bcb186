/**
 * Lines that are drawn with characters beyond ASCII, each of which takes one column.
 * Those who hear the screen hear nothing of it. Ink is given blanks to measure, as for any line; see `line.tsx`.
 */
import {Transform} from 'ink';

export interface Props {
  /** None longer than there is room for. */
  readonly lines: readonly string[];
}

export function Graphic({lines}: Props) {
  if (lines.length === 0) return null;
  const room = lines.map(() => ' ').join('\n');
  return (
    <Transform transform={(_, index) => lines[index] ?? ''} accessibilityLabel="">
      {room}
    </Transform>
  );
}
