/** Light or dark: as the system says, unless the reader chooses; the choice is remembered by the browser. */
import {element} from './elements.ts';

const storageKey = 'fizzbuzz-tui theme';

/** Applies the remembered choice and lets the page's list change it. */
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
