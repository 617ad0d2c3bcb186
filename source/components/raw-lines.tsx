import {Transform} from 'ink';

/**
 * Lines of characters beyond ASCII, each of which takes one column. No line is wider than the
 * panel. A screen reader skips them. Ink measures blanks in their place; see `line.tsx`.
 */
export function RawLines({lines}: {readonly lines: readonly string[]}) {
  if (lines.length === 0) return null;
  const blanks = lines.map(() => ' ').join('\n');
  return (
    <Transform transform={(_, index) => lines[index] ?? ''} accessibilityLabel="">
      {blanks}
    </Transform>
  );
}
