import type {Scene} from '../base/svg.ts';

/** The size of the tag of what limits the pipeline. */
export const tagSize = {width: 58, height: 18};

/** Draws the tag of what limits the pipeline, with the upper left corner at `x` and `y`. */
export function drawTag(scene: Scene, key: string, x: number, y: number): void {
  const {width, height} = tagSize;
  scene.rect(`${key}/tag`, x, y, width, height, 'tag');
  scene.text(`${key}/tag-text`, x + width / 2, y + 13.5, 'LIMIT', 'tag-text', 'middle');
}
