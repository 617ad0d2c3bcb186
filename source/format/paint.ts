/** Paints text with the codes of a theme: a table of starts and ends, made once. */
import {
  type AreaRole,
  type Role,
  roles,
  shadeCount,
  styleOf,
  type Weight,
  weights,
} from './roles.ts';
import {type Look, type Palette, palettes, type Theme} from './themes.ts';

/** Depth of colour: none, 16, 256, or truecolor. The numbers are those of the colour library. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** The codes that begin and end each style. A style is a number of `styleOf`. */
export interface Paint {
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

const sgr = (...codes: ReadonlyArray<number | string>) =>
  codes.map((code) => `\u001B[${code}m`).join('');

const colorEnd = 39;
const dimCodes = [2, 22] as const;
const boldCodes = [1, 22] as const;
const inverseCodes = [7, 27] as const;
/** Roles whose text is bold also where it is plain. */
const boldRoles: readonly Role[] = ['title', 'key'];

/** Returns the table of a theme at a depth of colour. */
export function createPaint(theme: Theme, level: ColorLevel): Paint {
  const depth = theme === 'terminal' ? Math.min(1, level) : level;
  const styles = roles.flatMap((role) =>
    weights.map((weight) => {
      const [starts, ends] = [[] as string[], [] as string[]];
      const add = (start: number | string, end: number) => {
        starts.push(sgr(start));
        ends.unshift(sgr(end));
      };
      const color = colorOf(palettes[theme], role, depth as ColorLevel);
      const isBold = weight !== 'plain' || boldRoles.includes(role) || color === 'bold';
      if (isBold) add(...boldCodes);
      if (weight === 'chip') add(...inverseCodes);
      // Dim and bold end with one code, and together are neither.
      if (color === 'dim' && !isBold) add(...dimCodes);
      if (color !== null && color !== 'dim' && color !== 'bold') add(color, colorEnd);
      return {start: starts.join(''), end: ends.join('')};
    }),
  );
  return {starts: styles.map(({start}) => start), ends: styles.map(({end}) => end)};
}

/** Returns a text with the codes of a role. */
export function paintText(
  {starts, ends}: Paint,
  text: string,
  role: Role,
  weight: Weight = 'plain',
): string {
  const style = styleOf(role, weight);
  return `${starts[style]}${text}${ends[style]}`;
}

/** Returns the parameters of a colour's code, an attribute, or null for the terminal's own. */
function colorOf(palette: Palette, role: Role, level: ColorLevel): string | 'dim' | 'bold' | null {
  const [area, shade] = role.split('-') as [AreaRole, string | undefined];
  const [rgb, of256, of16] =
    shade === undefined
      ? palette.roles[role as keyof Palette['roles']]
      : lookOfShade(palette, area, Number(shade));
  if (level === 3) return rgb === null ? null : `38;2;${parseRgb(rgb).join(';')}`;
  if (level === 2) return of256 === null ? null : `38;5;${of256}`;
  // Without colours, bold and dim stay.
  if (of16 === 'dim' || of16 === 'bold') return of16;
  return level === 0 || of16 === null ? null : `${of16}`;
}

function lookOfShade({areas}: Palette, area: AreaRole, shade: number): Look {
  const {foot, head, of256, of16} = areas[area];
  const height = shade / (shadeCount - 1);
  const [from, to] = [parseRgb(foot), parseRgb(head)];
  const mixed = from.map((channel, index) =>
    Math.round(channel + ((to[index] ?? channel) - channel) * height),
  );
  const rgb = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  return [rgb, of256[Math.floor(height * (of256.length - 0.01))] ?? null, of16];
}

function parseRgb(rgb: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(rgb.slice(start, start + 2), 16));
}
