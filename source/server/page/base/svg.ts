/** Drawing in SVG: elements are kept from one picture to the next, and only changes are written. */

const namespace = 'http://www.w3.org/2000/svg';

/** The attributes of an element. Numbers are pixels. */
export type Attributes = Readonly<Record<string, string | number>>;

/**
 * A picture that is drawn again and again. An element has a key. It is created when its key is
 * drawn first, and removed when a picture does not draw it any more. Keeping elements lets their
 * changes be animated, and the reader's selection stay.
 */
export class Scene {
  readonly #root: SVGElement;
  readonly #elements = new Map<string, SVGElement>();
  readonly #drawn = new Set<string>();

  constructor(root: SVGElement) {
    this.#root = root;
  }

  /** Removes everything, for a picture of another kind. */
  clear(): void {
    this.#elements.clear();
    this.#root.replaceChildren();
  }

  /** Draws a picture: the elements that `draw` puts, and no others. */
  draw(draw: () => void): void {
    this.#drawn.clear();
    draw();
    for (const [key, element] of this.#elements) {
      if (this.#drawn.has(key)) continue;
      element.remove();
      this.#elements.delete(key);
    }
  }

  /**
   * Puts an element into the picture.
   * @param key unique in the picture; the part before the last `/` is the key of its group
   * @param content its text
   */
  put(key: string, tag: string, attributes: Attributes, content?: string): SVGElement {
    this.#drawn.add(key);
    const element = this.#elements.get(key) ?? this.#create(key, tag);
    for (const [name, value] of Object.entries(attributes)) {
      const text = typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
    if (content !== undefined && element.textContent !== content) element.textContent = content;
    return element;
  }

  /** Puts a text. `anchor` is the end of the text at which `x` is. */
  text(
    key: string,
    x: number,
    y: number,
    content: string,
    className: string,
    anchor: 'start' | 'middle' | 'end' = 'start',
  ): void {
    this.put(key, 'text', {x, y, class: className, 'text-anchor': anchor}, content);
  }

  /** Puts a rectangle. One without an area is not drawn. */
  rect(key: string, x: number, y: number, width: number, height: number, className: string): void {
    const [w, h] = [Math.max(0, width), Math.max(0, height)];
    this.put(key, 'rect', {x, y, width: w, height: h, class: className});
  }

  #create(key: string, tag: string): SVGElement {
    const element = document.createElementNS(namespace, tag);
    const group = key.slice(0, Math.max(0, key.lastIndexOf('/')));
    (this.#elements.get(group) ?? this.#root).append(element);
    this.#elements.set(key, element);
    return element;
  }
}
