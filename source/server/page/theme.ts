import {getElement} from './base/elements.ts';

const storageKey = 'fizzbuzz-tui theme';

/**
 * Applies the theme, light or dark: the system's, unless the reader selects one on the page. The
 * browser stores the selection.
 */
export function followTheme(): void {
  const choice = getElement('theme', HTMLSelectElement);
  const stored = readStored();
  if ([...choice.options].some(({value}) => value === stored)) choice.value = stored;
  const apply = () => document.documentElement.style.setProperty('color-scheme', choice.value);
  choice.addEventListener('change', () => {
    store(choice.value);
    apply();
  });
  apply();
}

/** A browser that blocks storage throws at each access. The theme is then that of the system. */
function readStored(): string {
  try {
    return localStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

function store(theme: string): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // The selection lasts as long as the page.
  }
}
