import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {measureDiagram} from '../../source/panels/geometry.ts';
import {planDiagram} from '../../source/panels/plan.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const base = fixedSnapshot();

/** The plan of a pipeline of channels such as `a→b`, the first of which carries the throughput. */
function planOf(...channels: readonly string[]) {
  const ends = channels.map((channel) => channel.split('→') as [string, string]);
  const [channel] = base.channels;
  const [actor] = base.actors;
  return planDiagram({
    pipeline: {...base.pipeline, throughput: channels[0] ?? ''},
    beat: null,
    edges: [],
    channels: ends.map(([from, to], index) => ({
      ...(channel as NonNullable<typeof channel>),
      name: channels[index] as string,
      from,
      to,
    })),
    actors: [...new Set(ends.flat())].map((name) => ({
      ...(actor as NonNullable<typeof actor>),
      name,
    })),
  });
}

const placesOf = (plan: ReturnType<typeof planOf>) =>
  Object.fromEntries(plan?.places.map(({actor, layer, band}) => [actor, [layer, band]]) ?? []);
const kindsOf = (plan: ReturnType<typeof planOf>) => plan?.routes.map(({kind}) => kind);

describe('the plan', () => {
  it('of FizzBuzz has three layers, and the beats rise to the worker', () => {
    const plan = planDiagram(base);
    expect(placesOf(plan)).toEqual({
      generator: [0, 0],
      worker: [1, 0],
      logger: [2, 0],
      heartbeat: [0, 1],
    });
    expect(kindsOf(plan)).toEqual(['straight', 'straight', 'up']);
  });

  it('of a branch that joins again goes down and up', () => {
    const plan = planOf('left→sink', 'source→left', 'source→right', 'right→sink');
    expect(placesOf(plan)).toMatchObject({source: [0, 0], left: [1, 0], right: [1, 1]});
    expect(kindsOf(plan)).toEqual(['straight', 'straight', 'down', 'up']);
  });

  it('of a source that joins late stands next to its receiver', () => {
    expect(placesOf(planOf('b→c', 'a→b', 'late→c')).late).toEqual([1, 1]);
  });

  it.each([
    ['runs back', ['a→b', 'b→a']],
    ['skips a layer', ['b→c', 'a→b', 'a→c']],
    ['doubles another', ['a→b', 'a→b']],
  ])('there is none where a channel %s: a list takes its place', (_, channels) => {
    expect(planOf(...channels)).toBeUndefined();
  });

  it('of any graph has a place for each actor and a way for each channel, or there is none', () => {
    const name = fc.constantFrom(...'abcdef');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), {minLength: 1, maxLength: 8}), (ends) => {
        const channels = ends.map(([from, to]) => `${from}→${to}`);
        const plan = planOf(...channels);
        if (plan === undefined) return;
        expect(plan.routes).toHaveLength(channels.length);
        const cells = plan.places.map(({layer, band}) => `${layer} ${band}`);
        expect(new Set(cells).size).toBe(cells.length);
        for (const {from, to} of plan.routes) expect(to.layer).toBe(from.layer + 1);
      }),
    );
  });
});

describe('the geometry', () => {
  it('has the sizes that fit 80, 120, 140 and 200 columns', () => {
    const plan = planDiagram(base);
    if (plan === undefined) throw new Error('FizzBuzz has a plan');
    const boxes = [
      measureDiagram(plan, 80, 3, true),
      measureDiagram(plan, 120, 3, true),
      measureDiagram(plan, 140, 4, true),
      measureDiagram(plan, 200, 6, true),
    ].map((geometry) => [geometry?.boxColumns, geometry?.rows]);
    expect(boxes).toEqual([
      [18, 9],
      [24, 9],
      [30, 11],
      [40, 15],
    ]);
    expect(measureDiagram(plan, 79, 3, true)).toBeUndefined();
  });
});
