import {Transform} from 'ink';
import type {PaintedBlock} from '../panels/frame.ts';

/**
 * Rows that are painted already, none of which is wider than its block.
 *
 * Ink measures every text again in each frame. It tests each character beyond ASCII with a dozen
 * regular expressions, so bars, rules and arrows take most of the time of a frame. Ink therefore
 * measures a blank per row, and the painted row then replaces the blank.
 */
export function Rows({block: {painted, text}}: {readonly block: PaintedBlock}) {
  if (painted.length === 0) return null;
  const blanks = painted.map(() => ' ').join('\n');
  return (
    <Transform transform={(_, index) => painted[index] ?? ''} accessibilityLabel={speak(text)}>
      {blanks}
    </Transform>
  );
}

/** Returns text for a screen reader, without bars, rules and other graphics. */
function speak(text: readonly string[]): string {
  return text
    .map((line) =>
      line
        .replaceAll(/[\u2500-\u25ff\u2800-\u28ff\u2039\u203a\u02c7]+/g, ' ')
        .replaceAll(/ {2,}/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}
