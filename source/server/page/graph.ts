import type {Viz} from '@viz-js/viz';
import {getElement, setText} from './elements.ts';

/** The style for Graphviz. The page sets the colours of text and background. */
const style = {
  graphAttributes: {bgcolor: 'transparent', ranksep: 1.2},
  nodeAttributes: {shape: 'box', margin: 0.15, fontname: 'sans-serif', fontsize: 11},
  edgeAttributes: {fontname: 'sans-serif', fontsize: 10},
};

/**
 * The graph of the pipeline: Graphviz draws `/graph.dot` in the browser. The user can download both
 * formats.
 */
export class Graph {
  readonly #viz: Promise<Viz> = loadViz();
  #dot = '';
  #isDrawing = false;

  constructor() {
    onClick('save-dot', () => save('graph.dot', 'text/vnd.graphviz', this.#dot));
    onClick('save-svg', () => save('graph.svg', 'image/svg+xml', this.#svg));
  }

  /** Draws the current graph. Does nothing while the previous drawing is in progress. */
  async draw(): Promise<void> {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    try {
      const response = await fetch('/graph.dot');
      if (!response.ok) return;
      this.#dot = await response.text();
      const svg = (await this.#viz).renderSVGElement(this.#dot, style);
      const container = getElement('graph', HTMLElement);
      container.replaceChildren(svg);
      container.setAttribute('aria-label', describeDot(this.#dot));
    } catch (error) {
      // The server of a finished run does not answer. The last graph stays.
      if (!(error instanceof TypeError)) setText('graph', String(error));
    } finally {
      this.#isDrawing = false;
    }
  }

  get #svg(): string {
    const svg = getElement('graph', HTMLElement).querySelector('svg');
    return svg === null ? '' : new XMLSerializer().serializeToString(svg);
  }
}

async function loadViz(): Promise<Viz> {
  // The server has the module under this name. It is not in a folder beside this file.
  const path = '/assets/viz.js';
  const {instance}: typeof import('@viz-js/viz') = await import(path);
  return await instance();
}

/** Describes the graph in words for screen readers: each statement's name and label. */
function describeDot(dot: string): string {
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
  getElement(id, HTMLButtonElement).addEventListener('click', perform);
}
