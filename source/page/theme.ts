import {element} from './elements.ts';

const storageKey = 'fizzbuzz-tui theme';

/**
 * Applies the theme, light or dark: the system's, unless the reader selects one on the page. The
 * browser stores the selection.
 */
export function followTheme(): void {
  const choice = element('theme', HTMLSelectElement);
  const remembered = localStorage.getItem(storageKey);
  if (remembered !== null) choice.value = remembered;
  const apply = () => document.documentElement.style.setProperty('color-scheme', choice.value);
  choice.addEventListener('change', () => {
    localStorage.setItem(storageKey, choice.value);
    apply();
  });
  apply();
}
