import {getElement} from './base/elements.ts';

const storageKey = 'fizzbuzz-tui theme';

/**
 * Applies the theme, light or dark: the system's, unless the reader selects one on the page. The
 * browser stores the selection.
 */
export function followTheme(): void {
  const choice = getElement('theme', HTMLSelectElement);
  const stored = localStorage.getItem(storageKey);
  if (stored !== null) choice.value = stored;
  const apply = () => document.documentElement.style.setProperty('color-scheme', choice.value);
  choice.addEventListener('change', () => {
    localStorage.setItem(storageKey, choice.value);
    apply();
  });
  apply();
}
