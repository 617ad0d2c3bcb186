/** The parts of Graphviz statements. */
import {fillLevel} from '../format/fill.ts';

/** The colour of an edge by its average fill. */
const edgeColors = {ok: 'grey', high: 'orange', full: 'red'} as const;

/** Returns the colour of an edge by its fill, 0 to 1. */
export function edgeColor(fill: number): string {
  return edgeColors[fillLevel(fill)];
}

/** Formats one statement. Each line of the label ends with a line break, including the last. */
export function formatStatement(what: string, label: readonly string[], color: string): string {
  return `${what} [label="${label.join('\n')}\n", color=${color}, penwidth=1];`;
}

/** Escapes a name for a quoted string. */
export function escapeQuotes(name: string): string {
  return name.replaceAll(/["\\]/g, '\\$&');
}

/** Formats a whole number of at most four digits and a unit: `64M`, `2060M`, `999`. */
export function formatCompact(perSecond: number): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let scaled = perSecond;
  let unit = 0;
  while (Math.round(scaled) >= 10_000 && unit < units.length - 1) {
    scaled /= 1_000;
    unit++;
  }
  return `${Math.round(scaled)}${units[unit]}`;
}
