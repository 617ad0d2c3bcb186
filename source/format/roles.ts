/**
 * Roles: what a piece of the picture means. Panels name roles, and a theme gives each role its look
 * (`themes.ts`). Words or shapes repeat everything that a colour shows.
 */

/** Shades of an area from its foot to its head. The last shade is the bright edge. */
export const shadeCount = 24;

const plainRoles = [
  /** What is read. */
  'text',
  /** Labels, and what is past. */
  'dim',
  /** Boxes, rules and guides. */
  'frame',
  /** Names. */
  'title',
  /** What can be pressed. */
  'key',
  /** Work. */
  'busy',
  /** Waits, and the troughs of bars. */
  'wait',
  /** The line of a channel. */
  'flow',
  /** Messages that wait in a channel. */
  'pile',
  /** High water, flags, and what was before. */
  'mark',
  /** What limits, and states that are neither good nor bad. */
  'limit',
  /** What is wrong. Nothing else has this role. */
  'alarm',
  /** Running, better, verified. */
  'good',
  /** The first choice of a pipeline's modes. FizzBuzz: double-buffer. */
  'double',
  /** The second choice of a pipeline's modes. FizzBuzz: zero-copy. */
  'zero',
  /** The first to the fourth counter. */
  'fizz',
  'buzz',
  'fizzbuzz',
  'value',
] as const;

/** A mode whose history is an area of its own colour. */
export type AreaRole = 'double' | 'zero';

type ShadeRole = `${AreaRole}-${number}`;

const shadeRoles: readonly ShadeRole[] = (['double', 'zero'] as const).flatMap((area) =>
  Array.from({length: shadeCount}, (_, shade) => `${area}-${shade}` as const),
);

/** The meaning of a piece of the picture. */
export type Role = (typeof plainRoles)[number] | ShadeRole;
/** A role that is not a shade of an area. */
export type PlainRole = (typeof plainRoles)[number];

/** All roles. The index of a role in this list stands for it in a grid. */
export const roles: readonly Role[] = [...plainRoles, ...shadeRoles];

/** How much a piece stands out. A chip is bold on a ground of its colour. */
export const weights = ['plain', 'bold', 'chip'] as const;
/** One of `weights`. */
export type Weight = (typeof weights)[number];

const indexes = new Map(roles.map((role, index) => [role, index]));

/** Returns the number of a role and weight, 0 to 255; 0 is plain text. */
export function styleOf(role: Role, weight: Weight = 'plain'): number {
  return (indexes.get(role) ?? 0) * weights.length + weights.indexOf(weight);
}

/**
 * Returns the shade of an area's row.
 * @param height 0 at the foot to 1 at the head
 */
export function shadeOf(area: AreaRole, height: number): Role {
  const shade = Math.round(Math.max(0, Math.min(1, height)) * (shadeCount - 2));
  return `${area}-${shade}`;
}

/** Returns the bright edge of an area. */
export function headOf(area: AreaRole): Role {
  return `${area}-${shadeCount - 1}`;
}
