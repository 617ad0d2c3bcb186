import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {ColumnsContext, useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';

interface Props {
  readonly title: string;
  /** A text at the right end of the rule. A narrow section hides it. */
  readonly note?: string;
  readonly columns: number;
  readonly children: ReactNode;
}

/** A heading on a rule, with content below. */
export function Section({title, note = '', columns, children}: Props) {
  const colors = useColors();
  const {rule} = useSymbols();
  const shownNote = title.length + note.length + 8 <= columns ? note : '';
  const tail = shownNote === '' ? '' : ` ${shownNote} ${rule}`;
  const line = rule.repeat(Math.max(0, columns - title.length - tail.length - 3));
  return (
    <ColumnsContext value={columns}>
      <Box flexDirection="column" flexShrink={0} width={columns}>
        <Line dimColor>
          {rule}{' '}
          <Text bold dimColor={false} color={colors.title}>
            {title}
          </Text>{' '}
          {line}
          {tail}
        </Line>
        {children}
      </Box>
    </ColumnsContext>
  );
}
