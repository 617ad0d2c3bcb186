import type {EdgeReport} from '../../../engine/index.ts';
import {edgeEnds, edgeFaultLines, edgeNotes} from '../../../format/edge.ts';
import {formatRateInline} from '../../../format/number.ts';
import type {RunHistory} from '../base/run-history.ts';
import type {Scene} from '../base/svg.ts';
import type {Box} from './geometry.ts';
import {edgeKey, peerKey} from './graph.ts';
import type {Pipe} from './pipe.ts';
import {characterWidth} from './texts.ts';

/** Returns what the pipe of an edge shows: its figures or, in their place, what is wrong. */
export function readEdge(edge: EdgeReport, history: RunHistory): Pipe {
  const {name} = edge;
  const [what, since] = edgeFaultLines(edge) ?? [];
  const notes = edgeNotes(edge);
  return {
    key: edgeKey(edge),
    title: `${edgeEnds(edge).join(' to ')}: ${name}`,
    name,
    look: what === undefined ? 'plain' : 'alarm',
    fill: Math.min(1, edge.fillNow),
    high: 0,
    capacity: '',
    figure: what ?? formatRateInline(edge.perSecond),
    notes: what === undefined ? [notes.join(', '), ...notes.slice(0, 1)] : [],
    remark: since ?? '',
    rates: history.recentEdgeRates(name),
  };
}

/** Draws what is at the other end of an edge. */
export function drawPeer(scene: Scene, edge: EdgeReport, {x, y, width, height}: Box): void {
  const key = peerKey(edge);
  scene.put(key, 'g', {class: 'peer'});
  scene.put(`${key}/title`, 'title', {}, `${edge.peer}: other processes`);
  scene.put(`${key}/frame`, 'rect', {x: x + 0.5, y, width: width - 1, height, rx: 6});
  const room = Math.floor(width / characterWidth);
  const word = edge.peer.slice(0, room);
  scene.text(`${key}/name`, x + width / 2, y + height / 2 + 4.5, word, 'label', 'middle');
}
