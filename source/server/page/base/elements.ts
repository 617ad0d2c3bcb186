/** Access to the page's elements by their ids in `index.html`. */

/**
 * Returns the element with an id.
 * @throws {Error} if the page has no such element of that kind
 */
export function getElement<Kind extends Element>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} called ${id}`);
  return found;
}

/** Sets the text of an element if it differs. Screen readers announce each change. */
export function setText(id: string, text: string): void {
  const found = getElement(id, HTMLElement);
  if (found.textContent !== text) found.textContent = text;
}
