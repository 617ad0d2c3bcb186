/**
 * Lines that are drawn with characters beyond ASCII, each of which takes one column.
 * Ink is given blanks to measure, as for any line; see `line.tsx`.
 */
import {Transform} from 'ink';

export interface Props {
  /** None longer than there is room for. */
  readonly lines: readonly string[];
  /** In words, for those who hear the screen. */
  readonly label: string;
}

export function Graphic({lines, label}: Props) {
  if (lines.length === 0) return null;
  const room = lines.map(() => ' ').join('\n');
  return (
    <Transform transform={(_, index) => lines[index] ?? ''} accessibilityLabel={label}>
      {room}
    </Transform>
  );
}
