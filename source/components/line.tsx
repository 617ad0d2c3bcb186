/** One line of text, cut where the screen ends. */
import {Box, Text} from 'ink';
import type {ComponentProps} from 'react';
import {useSymbols} from './look.ts';

export function Line(props: Omit<ComponentProps<typeof Text>, 'wrap'>) {
  const {isUnicode} = useSymbols();
  if (isUnicode) return <Text {...props} wrap="truncate" />;
  // Ink marks a cut with a character that such a terminal does not have: here the rest is wrapped out of sight.
  return (
    <Box height={1} flexShrink={0} overflow="hidden">
      <Text {...props} wrap="hard" />
    </Box>
  );
}
