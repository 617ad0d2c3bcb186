/** A terminal's window as SVG: its frame, its title, and what its screen shows. */
import type {Screen} from './cells.ts';
import {ColourClasses, drawRow, escapeText} from './rows.ts';
import type {Scheme} from './scheme.ts';
import {cellHeight, cellWidth} from './shapes.ts';

/** A window around a screen of a size. */
export interface WindowOptions {
  readonly columns: number;
  readonly rows: number;
  readonly title: string;
  /** What the picture shows, for readers that do not see it. */
  readonly description: string;
  readonly scheme: Scheme;
}

/** What a window has inside: SVG elements in the coordinates of its screen and of its title bar. */
export interface WindowContent {
  readonly css: string;
  readonly screen: string;
  /** Elements right in the title bar, x = 0 at its right end, y = 0 in its middle. */
  readonly bar?: string;
}

const barHeight = 36;
const padding = 14;
const radius = 11;
const fonts =
  "ui-monospace,'SF Mono',SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono'," +
  'monospace';

/** Draws a screen that stands still. */
export function drawStill(screen: Screen, options: WindowOptions): string {
  const classes = new ColourClasses();
  const rows = screen.map((row, index) => drawRow(row, index * cellHeight, classes)).join('\n');
  return drawWindow(options, {css: classes.css, screen: rows});
}

/** Draws the window of a screen. Nothing is seen of the screen's content beyond its edges. */
export function drawWindow(options: WindowOptions, content: WindowContent): string {
  const {scheme, title, description} = options;
  const [screenWidth, screenHeight] = [options.columns * cellWidth, options.rows * cellHeight];
  const [width, height] = [screenWidth + 2 * padding, barHeight + screenHeight + 2 * padding];
  const middle = barHeight / 2;
  const edge = `x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="${radius}"`;
  const dots = [20, 40, 60].map(
    (x) => `<circle cx="${x}" cy="${middle}" r="6" fill="${scheme.border}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" \
width="${width}" height="${height}" role="img" aria-label="${escapeText(description)}">
<style>text{font:15px ${fonts};fill:${scheme.ink}}.b{font-weight:700}\
.k{shape-rendering:crispEdges}.t{font-size:13px;fill:${scheme.title}}${content.css}</style>
<rect ${edge} fill="${scheme.ground}"/>
<path d="M.5 ${barHeight}V${radius + 0.5}a${radius} ${radius} 0 0 1 ${radius}-${radius}\
H${width - radius - 0.5}a${radius} ${radius} 0 0 1 ${radius} ${radius}V${barHeight}z" \
fill="${scheme.bar}"/>
<path d="M0 ${barHeight}h${width}" stroke="${scheme.border}"/>
${dots.join('')}
<text class="t" x="${width / 2}" y="${middle + 4.5}" text-anchor="middle">\
${escapeText(title)}</text>
<g transform="translate(${width - padding} ${middle})">${content.bar ?? ''}</g>
<svg x="${padding}" y="${barHeight + padding}" width="${screenWidth}" height="${screenHeight}">
${content.screen}
</svg>
<rect ${edge} fill="none" stroke="${scheme.border}"/>
</svg>
`;
}
