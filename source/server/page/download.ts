import type {Viz} from '@viz-js/viz';
import {getElement, setText} from './base/elements.ts';

/** The style for Graphviz, on white. */
const style = {
  graphAttributes: {ranksep: 1.2},
  nodeAttributes: {shape: 'box', margin: 0.15, fontname: 'sans-serif', fontsize: 11},
  edgeAttributes: {fontname: 'sans-serif', fontsize: 10},
};

/** Makes the buttons work that give the graph away: as `/graph.dot`, and as Graphviz draws it. */
export function offerDownloads(): void {
  onClick('save-dot', async () => save('graph.dot', 'text/vnd.graphviz', await fetchDot()));
  onClick('save-svg', async () => {
    const [dot, viz] = [await fetchDot(), await loadViz()];
    const svg = viz.renderSVGElement(dot, style);
    save('graph.svg', 'image/svg+xml', new XMLSerializer().serializeToString(svg));
  });
}

async function fetchDot(): Promise<string> {
  const response = await fetch('graph.dot');
  if (!response.ok) throw new Error(await response.text());
  return await response.text();
}

/** Graphviz is large. It is loaded when it is needed. */
async function loadViz(): Promise<Viz> {
  // The server has the module under this name. It is not in a folder beside this file.
  const url = new URL('../../viz.js', import.meta.url).href;
  const {instance}: typeof import('@viz-js/viz') = await import(url);
  return await instance();
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

/** A failure, such as a server that has ended, is shown beside the buttons. */
function onClick(id: string, perform: () => Promise<void>): void {
  getElement(id, HTMLButtonElement).addEventListener('click', () => {
    setText('download-fault', '');
    perform().catch((error: unknown) => {
      const text = error instanceof TypeError ? 'the run does not answer' : String(error);
      setText('download-fault', `No download: ${text}`);
    });
  });
}
