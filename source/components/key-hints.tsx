import {Text} from 'ink';
import {toDisplayText} from '../format/symbols.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import {useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';

interface Props {
  readonly keys: readonly KeyBinding[];
  /** A text that replaces the keys; null shows the keys. */
  readonly notice: string | null;
  readonly columns: number;
}

/**
 * One line of keys. A wide screen shows all keys with their words. A narrower one shows the major
 * keys with their words, and the narrowest shows the major keys without words.
 */
export function KeyHints({keys, notice, columns}: Props) {
  const colors = useColors();
  const symbols = useSymbols();
  if (notice !== null) return <Line bold>{notice}</Line>;
  const all = selectHints(keys).map((key) => ({...key, label: toDisplayText(key.label, symbols)}));
  const fits = (some: typeof all) =>
    some.map(({label, short}) => `${label} ${short}`).join('  ').length <= columns;
  const shown = fits(all) ? all : all.filter(({isMinor}) => isMinor !== true);
  const hasWords = fits(shown);
  return (
    <Line>
      {shown.map(({label, short}, index) => (
        <Text key={label}>
          {index === 0 ? '' : hasWords ? '  ' : ' '}
          <Text bold color={colors.title}>
            {label}
          </Text>
          {hasWords ? ` ${short}` : ''}
        </Text>
      ))}
    </Line>
  );
}

/** Returns the keys that have a name and a word on the screen. */
export function selectHints(keys: readonly KeyBinding[]) {
  return keys.flatMap(({keys: [key = ''], label = key, short, isMinor}) =>
    short === undefined ? [] : [{label, short, isMinor}],
  );
}
