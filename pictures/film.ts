/**
 * A film of a terminal's screen as one SVG with a style sheet, without a script. Each row has a
 * strip of its own, with its states side by side. An animation in steps shifts the strip, so a row
 * costs something only when it changes.
 */
import type {Screen} from './cells.ts';
import {ColourClasses, drawRow, escapeText} from './rows.ts';
import {cellHeight, cellWidth} from './shapes.ts';
import {drawWindow, type WindowOptions} from './window.ts';

/** A screen, and from when on it is shown, in milliseconds from the start of the film. */
export interface Frame {
  readonly atMs: number;
  readonly screen: Screen;
}

/** A key that is pressed in the film. */
export interface Press {
  readonly atMs: number;
  readonly key: string;
  /** What the key does, in a few words. */
  readonly effect: string;
}

/** A film: it begins with the first frame and begins again after its duration. */
export interface Film {
  readonly frames: readonly Frame[];
  readonly presses: readonly Press[];
  readonly durationMs: number;
  /** The moment that a reader sees who wants no motion. */
  readonly stillAtMs: number;
}

/** How long a key is shown. */
const pressMs = 1_600;

/** Draws a film in a window. */
export function drawFilm(film: Film, options: WindowOptions): string {
  const classes = new ColourClasses();
  // An empty cell between two states, so that nothing of one is seen at the edge of the other.
  const width = (options.columns + 1) * cellWidth;
  const strips = Array.from({length: options.rows}, (_, row) =>
    drawStrip(film, row, width, classes),
  );
  const presses = film.presses.map((press, index) => drawPress(press, index, film, options));
  const css = [
    `.r,.p{animation:${film.durationMs}ms step-end infinite}`,
    ...strips.map((strip) => strip.css),
    ...presses.map((press) => press.css),
    // Without motion, all animations stand at one moment.
    '@media(prefers-reduced-motion:reduce){.r,.p{animation-play-state:paused;',
    `animation-delay:-${Math.round(film.stillAtMs)}ms}}`,
  ].join('');
  return drawWindow(options, {
    css: classes.css + css,
    screen: strips.map((strip) => strip.svg).join('\n'),
    bar: presses.map((press) => press.svg).join(''),
  });
}

interface Part {
  readonly css: string;
  readonly svg: string;
}

function drawStrip(film: Film, row: number, width: number, classes: ColourClasses): Part {
  const states: string[] = [];
  const steps: {atMs: number; state: number}[] = [];
  for (const {atMs, screen} of film.frames) {
    const svg = drawRow(screen[row] ?? [], row * cellHeight, classes);
    if (!states.includes(svg)) states.push(svg);
    const state = states.indexOf(svg);
    if (steps.at(-1)?.state !== state) steps.push({atMs, state});
  }
  if (steps.length < 2) return {css: '', svg: states.join('')};
  const name = `r${row}`;
  const keyframes = steps.map(
    ({atMs, state}) => `${toPercent(atMs, film)}{transform:translateX(${-state * width}px)}`,
  );
  const strip = states.map((svg, state) =>
    state === 0 ? svg : `<g transform="translate(${state * width})">${svg}</g>`,
  );
  return {
    css: `.${name}{animation-name:${name}}@keyframes ${name}{${keyframes.join('')}}`,
    svg: `<g class="r ${name}">${strip.join('')}</g>`,
  };
}

/** A key as a key of a keyboard, with its effect, for as long as it takes to read. */
function drawPress(press: Press, index: number, film: Film, {scheme}: WindowOptions): Part {
  const name = `p${index}`;
  const [start, end] = [press.atMs, press.atMs + pressMs];
  const effectWidth = press.effect.length * 8;
  const capX = -effectWidth - 10 - 26;
  return {
    css:
      `.${name}{animation-name:${name};visibility:hidden}@keyframes ${name}{` +
      `0%{visibility:hidden}${toPercent(start, film)}{visibility:visible}` +
      `${toPercent(end, film)}{visibility:hidden}}`,
    svg:
      `<g class="p ${name}"><rect x="${capX}" y="-12" width="26" height="24" rx="5" ` +
      `fill="${scheme.ground}" stroke="${scheme.title}"/>` +
      `<text class="b" x="${capX + 13}" y="5" text-anchor="middle">` +
      `${escapeText(press.key)}</text>` +
      `<text class="t" x="0" y="4.5" text-anchor="end" textLength="${effectWidth}">` +
      `${escapeText(press.effect)}</text></g>`,
  };
}

function toPercent(atMs: number, film: Film): string {
  return `${Number(((atMs / film.durationMs) * 100).toFixed(3))}%`;
}
