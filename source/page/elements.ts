/** The page's elements by their names in `index.html`. */

/**
 * The element of that id.
 * @throws {Error} when the page has none of that kind
 */
export function element<Kind extends Element>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} called ${id}`);
  return found;
}

/** Says `text` in the element of that id, if it does not say so already: screen readers hear of each change. */
export function say(id: string, text: string): void {
  const found = element(id, HTMLElement);
  if (found.textContent !== text) found.textContent = text;
}
