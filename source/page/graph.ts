/** The graph: `/graph.dot` drawn by Graphviz in the browser, and both forms to take away. */
import type {Viz} from '@viz-js/viz';
import {element, say} from './elements.ts';

/** How Graphviz is told to draw; colours of text and ground are the page's. */
const style = {
  graphAttributes: {bgcolor: 'transparent', ranksep: 1.2},
  nodeAttributes: {shape: 'box', margin: 0.15, fontname: 'sans-serif', fontsize: 11},
  edgeAttributes: {fontname: 'sans-serif', fontsize: 10},
};

export class Graph {
  readonly #viz: Promise<Viz> = loadViz();
  #dot = '';
  #isDrawing = false;

  constructor() {
    onClick('save-dot', () => save('graph.dot', 'text/vnd.graphviz', this.#dot));
    onClick('save-svg', () => save('graph.svg', 'image/svg+xml', this.#svg));
  }

  /** Draws the graph of now; does nothing while it is still at the last one. */
  async draw(): Promise<void> {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    try {
      const response = await fetch('/graph.dot');
      if (!response.ok) return;
      this.#dot = await response.text();
      const svg = (await this.#viz).renderSVGElement(this.#dot, style);
      const place = element('graph', HTMLElement);
      place.replaceChildren(svg);
      place.setAttribute('aria-label', inWords(this.#dot));
    } catch (error) {
      // A run that has ended answers no more; the last picture stays.
      if (!(error instanceof TypeError)) say('graph', String(error));
    } finally {
      this.#isDrawing = false;
    }
  }

  get #svg(): string {
    const svg = element('graph', HTMLElement).querySelector('svg');
    return svg === null ? '' : new XMLSerializer().serializeToString(svg);
  }
}

async function loadViz(): Promise<Viz> {
  // By this name from the server, not from a folder beside this file.
  const path = '/assets/viz.js';
  const {instance}: typeof import('@viz-js/viz') = await import(path);
  return await instance();
}

/** The graph for those who do not see it: each statement's name and label in a line. */
function inWords(dot: string): string {
  const statements = [...dot.matchAll(/^(".*?) \[label="([^"]*)"/gm)];
  return statements
    .map(([, what, label]) => {
      const name = what?.replaceAll('"', '').replace('->', 'to') ?? '';
      return `${name}: ${label?.trim().replaceAll('\n', ', ')}`;
    })
    .join('. ');
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

function onClick(id: string, perform: () => void): void {
  element(id, HTMLButtonElement).addEventListener('click', perform);
}
