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

/** The codes of the styles of one theme. A style is a number of `styleOf`. */
export interface Paint {
  /** Returns the codes between two styles. Style 0 is the terminal's own text. */
  between(from: number, to: number): string;
  /** Whether a blank shows the style: it has a ground. */
  showsBlanks(style: number): boolean;
}

/** A style as codes that do not depend on each other. Empty without a code. */
interface Style {
  readonly attribute: '1' | '2' | '';
  readonly inverse: '7' | '';
  readonly color: string;
}

const sgr = (code: string) => `\u001B[${code}m`;
const [attributeEnd, inverseEnd, colorEnd] = ['22', '27', '39'];
/** Roles whose text is bold also where it is plain. */
const boldRoles: readonly Role[] = ['title', 'key'];

/** Returns the codes of a theme at a depth of colour. */
export function createPaint(theme: Theme, level: ColorLevel): Paint {
  const depth = (theme === 'terminal' ? Math.min(1, level) : level) as ColorLevel;
  const styles = roles.flatMap((role) =>
    weights.map((weight) => createStyle(palettes[theme], role, weight, depth)),
  );
  // Each pair is joined once. A frame has hundreds of them, and only a few kinds.
  const pairs: string[] = [];
  return {
    between(from, to) {
      pairs[from * styles.length + to] ??= join(styles[from] as Style, styles[to] as Style);
      return pairs[from * styles.length + to] as string;
    },
    showsBlanks: (style) => styles[style]?.inverse !== '',
  };
}

function createStyle(palette: Palette, role: Role, weight: Weight, level: ColorLevel): Style {
  const color = colorOf(palette, role, level);
  const isBold = weight !== 'plain' || boldRoles.includes(role) || color === 'bold';
  return {
    attribute: isBold ? '1' : color === 'dim' ? '2' : '',
    inverse: weight === 'chip' ? '7' : '',
    color: color === null || color === 'dim' || color === 'bold' ? '' : color,
  };
}

/** Returns the codes from one style to another, one parameter each, and as few as there can be. */
function join(from: Style, to: Style): string {
  const codes: string[] = [];
  if (from.attribute !== to.attribute) {
    if (from.attribute !== '') codes.push(attributeEnd);
    if (to.attribute !== '') codes.push(to.attribute);
  }
  if (from.inverse !== to.inverse) codes.push(to.inverse || inverseEnd);
  if (from.color !== to.color) codes.push(to.color || colorEnd);
  return codes.map(sgr).join('');
}

/** Returns a text with the codes of a role. */
export function paintText(
  paint: Paint,
  text: string,
  role: Role,
  weight: Weight = 'plain',
): string {
  const style = styleOf(role, weight);
  return paint.between(0, style) + text + paint.between(style, 0);
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
